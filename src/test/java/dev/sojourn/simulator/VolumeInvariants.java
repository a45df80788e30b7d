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
            Guest guest = from.guest;
            if (hand == Hand.BOT && from.mayWrite() && guest.mounted && !guest.torn && !guest.mountedAtBoot) {
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
            if (hand == Hand.BOT
                    && machine.state == State.RUNNING
                    && machine.guest.mounted
                    && !machine.guest.torn
                    && !doubtful) {
                broken("%s has it mounted and answers", machine);
            }
        }
    }

    static final class TheContentIsWhatWasWrittenAndSynced extends Invariant {

        /** Every write whose sync was acknowledged, in order. */
        private final List<Integer> acknowledged = new ArrayList<>();

        TheContentIsWhatWasWrittenAndSynced(World world) {
            super(world);
        }

        @Override
        void synced(Machine machine, Disk disk, int writes) {
            int before = disk.log.size() - writes;
            if (machine.guest.known != before) {
                broken("%s wrote over what another machine had written", machine);
            }
            if (before != acknowledged.size()) {
                broken("%d writes on the disk, %d were acknowledged", before, acknowledged.size());
            }
            for (int at = before; at < disk.log.size(); at++) {
                acknowledged.add(disk.log.get(at));
            }
        }

        @Override
        void mounting(Machine machine, Disk disk, boolean checked) {
            compare(disk);
        }

        @Override
        void quiet() {
            compare(world.disk);
        }

        private void compare(Disk disk) {
            if (!disk.log.equals(acknowledged)) {
                broken("on the disk: %s, acknowledged: %s", disk.log, acknowledged);
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
                        && !isHome(world.machine(after.host()), home.mounted())) {
                    broken("it is at %s", world.disk.attachments());
                }
            }
        }

        private boolean isHome(Machine host, boolean mounted) {
            boolean attached = world.disk.isOn(host)
                    && world.disk.attachment().filter(Attachment::isAttached).isPresent();
            return attached && (host.guest.mounted || !mounted);
        }
    }
}
