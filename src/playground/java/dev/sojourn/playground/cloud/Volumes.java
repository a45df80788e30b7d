package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attaches and detaches. All but the work in the background runs under the cloud's lock. */
final class Volumes {
    private static final Pattern DEVICE = Pattern.compile("/dev/(sd|xvd)[a-z]{1,2}");
    private static final int SLOTS = 27;

    private final Cloud cloud;
    private final Machines machines;

    Volumes(Cloud cloud, Machines machines) {
        this.cloud = cloud;
        this.machines = machines;
    }

    Volume get(String id) {
        Volume volume = cloud.world().volumes.get(id);
        if (volume == null) {
            throw AwsError.client("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
        }
        return volume;
    }

    /** The volume is {@code attaching}; {@code stuck}: for ever, until it is detached. */
    Attachment attach(Volume volume, Instance instance, String device, boolean stuck) {
        if (!DEVICE.matcher(device).matches()) {
            throw invalidDevice(device, device + " is not a valid EBS device name.");
        }
        if (volume.attachment != null) {
            throw AwsError.client("VolumeInUse", volume.id + " is already attached to an instance");
        }
        if (!volume.zone.equals(instance.launch.zone())) {
            throw AwsError.client(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '" + volume.id + "' is not in the same availability zone as instance '" + instance.id
                            + "'");
        }
        if (instance.state != InstanceState.RUNNING && instance.state != InstanceState.STOPPED) {
            throw AwsError.client(
                    "IncorrectState",
                    "Instance '" + instance.id + "' is not 'running' or 'stopped' but '" + instance.state.word()
                            + "'.");
        }
        List<Volume> others = on(instance.id, other -> true);
        if (others.stream().anyMatch(other -> other.attachment != null && other.attachment.device.equals(device))) {
            throw invalidDevice(device, "Attachment point " + device + " is already in use");
        }
        if (others.size() >= SLOTS) {
            throw AwsError.client("AttachmentLimitExceeded", "Instance '" + instance.id + "' has no free slot.");
        }
        Attachment attachment = new Attachment(instance.id, device, cloud.now(), AttachmentState.ATTACHING);
        boolean burnt = instance.burntDevices.contains(device);
        attachment.due = stuck || burnt ? Cloud.NEVER : cloud.after(Delay.ATTACH, instance, volume.id);
        volume.attachment = attachment;
        cloud.changed(volume);
        return attachment;
    }

    /** The volume is {@code detaching}; {@code stuck}: for ever, unless forced or its instance ends. */
    Attachment detach(Volume volume, @Nullable String instance, @Nullable String device, boolean force, boolean stuck) {
        Attachment attachment = volume.attachment;
        if (attachment == null) {
            throw AwsError.client("IncorrectState", "Volume '" + volume.id + "' is in the 'available' state.");
        }
        if ((instance != null && !instance.equals(attachment.instance))
                || (device != null && !device.equals(attachment.device))) {
            throw AwsError.client(
                    "InvalidAttachment.NotFound",
                    "The volume '" + volume.id + "' is not attached to instance '" + instance + "' as device '" + device
                            + "'.");
        }
        Instance holder = cloud.world().instances.get(attachment.instance);
        if (volume.root && holder != null && holder.isRunning()) {
            throw AwsError.client(
                    "OperationNotPermitted",
                    "Unable to detach root volume '" + volume.id + "' from instance '" + attachment.instance + "'");
        }
        if (!attachment.state.isLeaving()) {
            attachment.state = AttachmentState.DETACHING;
            attachment.due = stuck ? Cloud.NEVER : leaves(volume, holder);
        }
        if (force) {
            attachment.forced = true;
            attachment.due = cloud.after(Delay.DETACH);
        }
        cloud.changed(volume);
        return attachment;
    }

    private Instant leaves(Volume volume, @Nullable Instance holder) {
        return holder == null ? cloud.after(Delay.DETACH) : cloud.after(Delay.DETACH, holder, volume.id);
    }

    /** Ends what is due. */
    void tick(Volume volume, Instant now) {
        Attachment attachment = volume.attachment;
        if (attachment == null || now.isBefore(attachment.due)) {
            return;
        }
        if (attachment.state == AttachmentState.ATTACHING) {
            attachment.state = AttachmentState.ATTACHED;
            attachment.arrived = true;
            attachment.due = Cloud.NEVER;
            showDevices(attachment.instance, volume.id, true);
            cloud.changed(volume);
        } else if (attachment.state.isLeaving()) {
            machines.begin(volume.id, () -> leave(volume, attachment));
        }
    }

    /** What the instance held is free, or deleted where it was attached so. */
    void release(Instance instance) {
        for (Volume volume : on(instance.id, other -> true)) {
            boolean deleted = volume.attachment != null && volume.attachment.deleteOnTermination;
            volume.attachment = null;
            cloud.changed(volume);
            if (volume.root) {
                cloud.forget(volume);
            } else if (deleted) {
                cloud.violation("volume " + volume.id + " was deleted with instance " + instance.id);
                delete(volume);
            }
        }
        showDevices(instance.id, "", false);
    }

    /** Rewrites what the guest sees, with or without one volume. */
    void showDevices(String instance, String volume, boolean with) {
        machines.folder(instance)
                .devices(
                        on(
                                instance,
                                other -> !other.root && other.isSeenBy(instance) && (with || !other.id.equals(volume))),
                        machines.volumes());
    }

    private void leave(Volume volume, Attachment attachment) throws IOException {
        InstanceFolder guest = machines.folder(attachment.instance);
        boolean mounted = isMounted(guest, volume.id);
        if (mounted && attachment.forced) {
            cloud.locked(() -> cloud.violation(
                    "volume " + volume.id + " was torn off " + attachment.instance + " while it was mounted"));
            TornOff.from(machines, guest, volume.id, cloud.now());
            mounted = isMounted(guest, volume.id);
        }
        if (!mounted) {
            // Between the look and the removal the guest may have mounted it: so remove, then look once more.
            cloud.locked(() -> showDevices(attachment.instance, volume.id, false));
            mounted = isMounted(guest, volume.id);
        }
        boolean stays = mounted;
        cloud.locked(() -> left(volume, attachment, stays));
    }

    private void left(Volume volume, Attachment attachment, boolean stays) {
        if (volume.attachment != attachment) {
            return;
        }
        if (stays) {
            attachment.state = AttachmentState.BUSY;
            attachment.due = cloud.after(Delay.BUSY);
            showDevices(attachment.instance, volume.id, true);
        } else {
            volume.attachment = null;
            Instance instance = cloud.world().instances.get(attachment.instance);
            if (attachment.forced && instance != null) {
                instance.burntDevices.add(attachment.device);
            }
        }
        cloud.changed(volume);
    }

    private boolean isMounted(InstanceFolder guest, String volume) throws IOException {
        return machines.machine().isAlive(guest.path())
                && machines.machine().mounts(guest.path()).stream().anyMatch(line -> line.startsWith(volume + " "));
    }

    private void delete(Volume volume) {
        cloud.forget(volume);
        try {
            machines.volumes().delete(volume.id, cloud.now());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException("cannot delete " + volume.id, failed);
        }
    }

    private List<Volume> on(String instance, Predicate<Volume> wanted) {
        return cloud.world().volumes.values().stream()
                .filter(volume -> volume.isOn(instance) && wanted.test(volume))
                .toList();
    }

    private static AwsError invalidDevice(String device, String why) {
        return AwsError.client("InvalidParameterValue", "Invalid value '" + device + "' for unixDevice. " + why);
    }
}
