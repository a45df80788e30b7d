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

    CloudAnswer<Asked> attach(Disk disk, String instance, String device, Hand hand) {
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
        world.journal.say("EC2 attaches %s to %s as %s (%s)", disk, machine, device, hand);
        boolean goesAlong = world.mixes(Fault.DELETED_WITH_ITS_MACHINE);
        become(disk, machine, List.of(new Attachment(instance, device, "attaching", goesAlong)));
        boolean reused = !machine.usedDevices.add(device) && machine.state == State.RUNNING && world.chance.oneIn(2);
        if (reused || world.mixes(Fault.STUCK_ATTACHING)) {
            world.journal.say("  the attachment hangs");
            return CloudAnswer.accepted(Asked.ASKED);
        }
        long delay = world.mixes(Fault.SLOW_ATTACH)
                ? world.chance.between(10_000, 150_000)
                : world.chance.between(500, 4_000);
        world.timeline.after(delay, () -> attached(disk, machine, device));
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private void attached(Disk disk, Machine machine, String device) {
        if (is(disk, machine, device, "attaching")) {
            become(disk, machine, disk.attachment().orElseThrow(), "attached");
            world.journal.say("%s is attached to %s", disk, machine);
        }
    }

    /** ModifyInstanceAttribute: the volume outlives the machine. */
    CloudAnswer<Asked> keep(String instance, String device) {
        Machine machine = world.machine(instance);
        for (Disk disk : world.disks) {
            Optional<Attachment> one = disk.attachment()
                    .filter(found ->
                            found.instance().equals(instance) && found.device().equals(device));
            if (one.isPresent()) {
                Attachment found = one.get();
                become(disk, machine, List.of(new Attachment(instance, device, found.state(), false)));
                return CloudAnswer.accepted(Asked.ASKED);
            }
        }
        return refused(Refusal.WRONG_STATE, "InvalidInstanceAttributeValue");
    }

    CloudAnswer<Asked> detach(Disk disk, String instance, String device, Hand hand) {
        Optional<Attachment> found = disk.attachment()
                .filter(one -> one.instance().equals(instance) && one.device().equals(device));
        if (found.isEmpty()) {
            return refused(Refusal.WRONG_STATE, "IncorrectState");
        }
        if (found.get().isDetaching()) {
            return CloudAnswer.accepted(Asked.ASKED);
        }
        Machine machine = world.machine(instance);
        world.journal.say("EC2 detaches %s from %s, %s (%s)", disk, machine, device, hand);
        world.watch.detaching(disk, machine, hand);
        become(disk, machine, found.get(), "detaching");
        if (world.mixes(Fault.STUCK_DETACHING)) {
            disk.stuck = true;
        } else {
            world.timeline.after(world.chance.between(500, 4_000), () -> detached(disk, machine, device, hand));
        }
        return CloudAnswer.accepted(Asked.ASKED);
    }

    private void detached(Disk disk, Machine machine, String device, Hand hand) {
        if (!is(disk, machine, device, "detaching") && !is(disk, machine, device, "busy")) {
            return;
        }
        if (machine.mayWrite() && machine.guest.at(disk).isSound()) {
            boolean torn = hand == Hand.PERSON && world.chance.oneIn(3);
            if (!torn) {
                become(disk, machine, disk.attachment().orElseThrow(), "busy");
                return;
            }
            world.content.tear(machine, disk, hand);
        }
        free(disk, machine);
    }

    /** The system of the machine uses the volume no longer: a detach that was waiting for that goes on. */
    void letGo(Machine machine, Disk disk) {
        disk.attachment()
                .filter(one -> one.instance().equals(machine.id) && one.state().equals("busy"))
                .ifPresent(one -> {
                    if (!disk.stuck) {
                        world.timeline.after(1_000, () -> detached(disk, machine, one.device(), Hand.AWS));
                    }
                });
    }

    /** A person, or a reboot, has loosened what hung. */
    void loosen(Disk disk) {
        disk.stuck = false;
        disk.attachment().ifPresent(one -> {
            Machine machine = world.machine(one.instance());
            if (one.isDetaching()) {
                world.timeline.after(1_000, () -> detached(disk, machine, one.device(), Hand.PERSON));
            }
        });
    }

    /** The machine is gone, and with it its attachments. */
    void ended(Machine machine) {
        for (Disk disk : world.disks) {
            if (disk.isOn(machine)) {
                free(disk, machine);
            }
        }
    }

    private void free(Disk disk, Machine machine) {
        disk.stuck = false;
        disk.attachment().ifPresent(one -> machine.devices.remove(one.device()));
        become(disk, machine, List.of());
        world.journal.say("%s is available", disk);
    }

    private static boolean is(Disk disk, Machine machine, String device, String state) {
        Optional<Attachment> one = disk.attachment();
        return one.isPresent()
                && one.get().instance().equals(machine.id)
                && one.get().device().equals(device)
                && one.get().state().equals(state);
    }

    private void become(Disk disk, Machine machine, Attachment one, String state) {
        become(disk, machine, List.of(new Attachment(one.instance(), one.device(), state, one.deleteOnTermination())));
    }

    private void become(Disk disk, Machine machine, List<Attachment> next) {
        disk.become(next, world.timeline.now());
        machine.changed(world.timeline.now());
        world.watch.attached(disk);
        world.changed();
    }

    static <T> CloudAnswer<T> refused(Refusal refusal, String code) {
        return new CloudAnswer.Refused<>(refusal, code, "no");
    }
}
