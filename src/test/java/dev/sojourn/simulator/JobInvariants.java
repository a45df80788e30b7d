package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.plan.Usd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be so about jobs. */
final class JobInvariants {

    private JobInvariants() {}

    static final class OneJobAtATimeHasTheVolume extends Invariant {

        OneJobAtATimeHasTheVolume(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (after.state().holdsVolume()) {
                for (Job other : world.store.unfinished()) {
                    if (other.number() != after.number()
                            && other.state().holdsVolume()
                            && other.volume().equals(after.volume())) {
                        broken("%s and %s", after.label(), other.label());
                    }
                }
            }
        }
    }

    static final class CostNeverShrinks extends Invariant {

        private final Map<Long, Usd> costs = new HashMap<>();

        CostNeverShrinks(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            Usd cost = after.cost(world.timeline.instant());
            Usd known = costs.getOrDefault(after.number(), Usd.ZERO);
            if (known.isMoreThan(cost)) {
                broken("%s: %d after %d millionths", after.label(), cost.micros(), known.micros());
            }
            costs.put(after.number(), cost);
        }
    }

    static final class ABuildToldPassedHasPassed extends Invariant {

        ABuildToldPassedHasPassed(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (after.build().filter(BuildResult::passed).isPresent()) {
                Disk.Status status = world.disk(after.volume()).statuses.get(after.number());
                if (status == null || status.exit() != 0) {
                    broken("%s: the volume says %s", after.label(), status);
                }
            } else if (after.state() == JobState.SUCCEEDED) {
                broken("%s has no build that passed", after.label());
            }
        }
    }

    /** Unless people took it away while no job had it. */
    static final class WhenAllIsOverTheVolumeIsHome extends Invariant {

        WhenAllIsOverTheVolumeIsHome(World world) {
            super(world);
        }

        private final Map<String, Long> toldHome = new HashMap<>();

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (facts.stream().anyMatch(Fact.VolumeHome.class::isInstance)) {
                toldHome.put(after.volume(), world.timeline.now());
            }
        }

        @Override
        void quiet() {
            for (Disk disk : world.disks) {
                Machine host = world.machineOf(disk);
                long told = toldHome.getOrDefault(disk.id, 0L);
                boolean byHand = world.handled > Math.min(told, lastEnd(disk)) - 3 * Timeline.MINUTE;
                boolean in = host.guest.at(disk).mounted;
                boolean mounted = in || host.state != State.RUNNING || !host.guest.up;
                if (!byHand && !host.isEnding() && !(disk.isOn(host) && mounted)) {
                    broken("it is at %s, mounted there: %s", disk.attachments(), in);
                }
            }
        }

        private long lastEnd(Disk disk) {
            return world.store.newest(10).stream()
                    .filter(job -> job.volume().equals(disk.id))
                    .flatMap(job -> job.endedAt().stream())
                    .mapToLong(end -> end.toEpochMilli())
                    .max()
                    .orElse(0);
        }
    }
}
