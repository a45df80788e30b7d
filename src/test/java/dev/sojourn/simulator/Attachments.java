package dev.sojourn.simulator;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.List;
import java.util.Optional;

/** EBS: one attachment at a time, slow, sometimes stuck; a mounted volume lets go only when it is unmounted. */
final class Attachments {

    private final World world;

    Attachments(World world) {
        this.world = world;
    }

    CloudAnswer<Asked> attach(String instance, String device, Hand hand) {
        Disk disk = world.disk;
        Machine machine = world.machine(instance);
        if (machine == null) {
            return refused(Refusal.NOT_FOUND, "InvalidInstanceID.NotFound");
        }
        if (disk.attachment().isPresent()) {
            return refused(Refusal.WRONG_STATE, "VolumeInUse");
        }
        if (machine.state != State.RUNNING && machine.state != State.STOPPED) {
            return refused(Refusal.WRONG_STATE, "IncorrectState");
        }
        if (!machine.devices.add(device)) {
            return refused(Refusal.DEVICE_TAKEN, "InvalidParameterValue");
        }
        world.journal.say("EC2 attaches the volume to %s as %s (%s)", machine, device, hand);
        become(machine, List.of(new Attachment(instance, device, "attaching", false)));
        boolean reused = !machine.usedDevices.add(device) && machine.state == State.RUNNING && world.chance.oneIn(2);
        if (reused || world.mixes(Fault.STUCK_ATTACHING)) {
            world.journal.say("  the attachment hangs");
            return CloudAnswer.accepted(Asked.ASKED);
        }
        long delay = world.mixes(Fault.SLOW_ATTACH)
                ? world.chance.between(10_000, 150_000)
                : world.chance.between(500, 4_000);
        world.timeline.after(delay, () -> attached(machine, device));
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private void attached(Machine machine, String device) {
        if (is(machine, device, "attaching")) {
            become(machine, List.of(new Attachment(machine.id, device, "attached", false)));
            world.journal.say("the volume is attached to %s", machine);
        }
    }

    CloudAnswer<Asked> detach(String instance, String device, Hand hand) {
        Optional<Attachment> found = world.disk
                .attachment()
                .filter(one -> one.instance().equals(instance) && one.device().equals(device));
        if (found.isEmpty()) {
            return refused(Refusal.WRONG_STATE, "IncorrectState");
        }
        if (found.get().isDetaching()) {
            return CloudAnswer.accepted(Asked.ASKED);
        }
        Machine machine = world.machine(instance);
        world.journal.say("EC2 detaches the volume from %s (%s)", machine, hand);
        world.watch.detaching(world.disk, machine, hand);
        become(machine, List.of(new Attachment(instance, device, "detaching", false)));
        if (world.mixes(Fault.STUCK_DETACHING)) {
            world.disk.stuck = true;
        } else {
            world.timeline.after(world.chance.between(500, 4_000), () -> detached(machine, device, hand));
        }
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private void detached(Machine machine, String device, Hand hand) {
        if (!is(machine, device, "detaching") && !is(machine, device, "busy")) {
            return;
        }
        if (machine.mayWrite() && machine.guest.mounted && !machine.guest.torn) {
            boolean torn = hand == Hand.PERSON && world.chance.oneIn(3);
            if (!torn) {
                become(machine, List.of(new Attachment(machine.id, device, "busy", false)));
                return;
            }
            world.content.tear(machine, hand);
        }
        free(machine);
    }

    /** The system of the machine uses the volume no longer: a detach that was waiting for that goes on. */
    void letGo(Machine machine) {
        world.disk
                .attachment()
                .filter(one -> one.instance().equals(machine.id) && one.state().equals("busy"))
                .ifPresent(one -> {
                    if (!world.disk.stuck) {
                        world.timeline.after(1_000, () -> detached(machine, one.device(), Hand.AWS));
                    }
                });
    }

    /** A person, or a reboot, has loosened what hung. */
    void loosen() {
        world.disk.stuck = false;
        world.disk.attachment().ifPresent(one -> {
            Machine machine = world.machine(one.instance());
            if (one.isDetaching()) {
                world.timeline.after(1_000, () -> detached(machine, one.device(), Hand.PERSON));
            }
        });
    }

    /** The machine is gone, and with it its attachments. */
    void ended(Machine machine) {
        if (world.disk.isOn(machine)) {
            free(machine);
        }
    }

    private void free(Machine machine) {
        world.disk.stuck = false;
        world.disk.attachment().ifPresent(one -> machine.devices.remove(one.device()));
        become(machine, List.of());
        world.journal.say("the volume is available");
    }

    private boolean is(Machine machine, String device, String state) {
        return world.disk
                .attachment()
                .filter(one -> one.instance().equals(machine.id))
                .filter(one -> one.device().equals(device))
                .filter(one -> one.state().equals(state))
                .isPresent();
    }

    private void become(Machine machine, List<Attachment> next) {
        world.disk.become(next, world.timeline.now());
        machine.changed(world.timeline.now());
        world.watch.attached(world.disk);
        world.changed();
    }

    static <T> CloudAnswer<T> refused(Refusal refusal, String code) {
        return new CloudAnswer.Refused<>(refusal, code, "no");
    }
}
