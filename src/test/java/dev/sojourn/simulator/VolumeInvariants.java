package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be so about the volume and what is on it. */
final class VolumeInvariants {

    private VolumeInvariants() {}

    static final class TheVolumeNeverHasTwoAttachments extends Invariant {

        TheVolumeNeverHasTwoAttachments(World world) {
            super(world);
        }

        @Override
        void attached(Disk disk) {
            if (disk.attachments().size() > 1) {
                broken(disk.attachments().toString());
            }
        }
    }

    /** But for a host that was booted meanwhile: its own fstab has mounted it, a moment ago. */
    static final class NoDetachUnderAWriter extends Invariant {

        NoDetachUnderAWriter(World world) {
            super(world);
        }

        @Override
        void detaching(Disk disk, Machine from, Hand hand) {
            Mount mount = from.guest.at(disk);
            if (hand == Hand.BOT && from.mayWrite() && mount.isSound() && !mount.atBoot) {
                broken("%s has it mounted", from);
            }
        }
    }

    /** But for a machine that does not answer: its shutdown is the only orderly way that is left. */
    static final class NoTerminateUnderAWriter extends Invariant {

        private static final long DOUBT = 15 * Timeline.MINUTE;

        NoTerminateUnderAWriter(World world) {
            super(world);
        }

        @Override
        void terminating(Machine machine, Hand hand) {
            boolean doubtful = !machine.guest.answers() || world.timeline.now() - machine.troubled < DOUBT;
            if (hand == Hand.BOT && machine.state == State.RUNNING && machine.guest.hasSoundMount() && !doubtful) {
                broken("%s has it mounted and answers", machine);
            }
        }
    }

    static final class TheContentIsWhatWasWrittenAndSynced extends Invariant {

        /** Every write whose sync was acknowledged, in order. */
        private final List<List<Integer>> acknowledged = new ArrayList<>();

        TheContentIsWhatWasWrittenAndSynced(World world) {
            super(world);
            for (int n = 0; n < World.MOST_DISKS; n++) {
                acknowledged.add(new ArrayList<>());
            }
        }

        @Override
        void synced(Machine machine, Disk disk, int writes) {
            int before = disk.log.size() - writes;
            List<Integer> known = acknowledged.get(disk.index);
            if (machine.guest.at(disk).known != before) {
                broken("%s wrote over what another machine had written", machine);
            }
            if (before != known.size()) {
                broken("%d writes on the disk, %d were acknowledged", before, known.size());
            }
            for (int at = before; at < disk.log.size(); at++) {
                known.add(disk.log.get(at));
            }
        }

        @Override
        void mounting(Machine machine, Disk disk, boolean checked) {
            compare(disk);
        }

        @Override
        void quiet() {
            world.disks.forEach(this::compare);
        }

        private void compare(Disk disk) {
            List<Integer> known = acknowledged.get(disk.index);
            if (!disk.log.equals(known)) {
                broken("on the disk: %s, acknowledged: %s", disk.log, known);
            }
        }
    }

    static final class NothingWrittenIsLostUnlessAMachineDied extends Invariant {

        NothingWrittenIsLostUnlessAMachineDied(World world) {
            super(world);
        }

        @Override
        void lost(Machine machine, int writes, Hand hand) {
            if (hand != Hand.PERSON && !machine.wronged) {
                broken("%d writes on %s", writes, machine);
            }
        }
    }

    static final class AFilesystemLeftUncleanlyIsCheckedBeforeItsMount extends Invariant {

        AFilesystemLeftUncleanlyIsCheckedBeforeItsMount(World world) {
            super(world);
        }

        @Override
        void mounting(Machine machine, Disk disk, boolean checked) {
            if (!disk.clean && !checked) {
                broken("mounted on %s", machine);
            }
        }
    }

    /** But for people who have just moved it by hand. */
    static final class AVolumeToldHomeIsHome extends Invariant {

        private static final long JUST_NOW = 2 * Timeline.MINUTE;

        AVolumeToldHomeIsHome(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            for (Fact fact : facts) {
                if (fact instanceof Fact.VolumeHome home
                        && world.timeline.now() - world.handled > JUST_NOW
                        && !isHome(world.disk(after.volume()), world.machine(after.host()), home.mounted())) {
                    broken("it is at %s", world.disk(after.volume()).attachments());
                }
            }
        }

        private static boolean isHome(Disk disk, Machine host, boolean mounted) {
            boolean attached = disk.isOn(host)
                    && disk.attachment().filter(Attachment::isAttached).isPresent();
            return attached && (host.guest.at(disk).mounted || !mounted);
        }
    }

    /** But for people who have taken it away between the asking and the mount. */
    static final class NoVolumeIsUsedWhereItWouldBeDeleted extends Invariant {

        private static final long JUST_NOW = 2 * Timeline.MINUTE;

        NoVolumeIsUsedWhereItWouldBeDeleted(World world) {
            super(world);
        }

        @Override
        void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {
            boolean goesAlong = disk.attachment()
                    .filter(one -> one.instance().equals(machine.id))
                    .filter(Attachment::deleteOnTermination)
                    .isPresent();
            boolean byHand = world.timeline.now() - world.handled < JUST_NOW;
            if (goesAlong && script.equals("mount") && !byHand) {
                broken("%s on %s", disk, machine);
            }
        }
    }
}
