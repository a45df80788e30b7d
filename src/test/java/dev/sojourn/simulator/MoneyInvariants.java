package dev.sojourn.simulator;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be so about money, by the true lives of the machines, whatever the bot believes. */
final class MoneyInvariants {

    private MoneyInvariants() {}

    /** What its builders have truly cost. A frozen system has no fuse: what it costs until somebody sees that is not counted. */
    private static Usd trueCost(World world, Job job, long until) {
        return job.attempts().stream()
                .map(attempt -> trueCost(world, job, attempt, until))
                .reduce(Usd.ZERO, Usd::plus);
    }

    private static Usd trueCost(World world, Job job, Attempt attempt, long end) {
        Machine machine = attempt.instance().map(world::machine).orElse(null);
        if (machine == null || machine.guest.frozen || attempt.offer().hourly().isEmpty()) {
            return Usd.ZERO;
        }
        long until = Math.min(machine.endingSince, end);
        return Billing.cost(hourly(job, attempt), Instant.ofEpochMilli(machine.launched), Instant.ofEpochMilli(until));
    }

    private static Usd hourly(Job job, Attempt attempt) {
        return attempt.offer()
                .hourly()
                .map(price ->
                        price.plus(job.request().plan().profile().builder().rootDiskHourly()))
                .orElse(Usd.ZERO);
    }

    /** What its last builder costs for so long. */
    private static Usd lasting(Job job, Duration time) {
        return job.attempt()
                .map(attempt -> hourly(job, attempt).perHourFor(time))
                .orElse(Usd.ZERO);
    }

    static final class NoJobCostsMoreThanItsCapAndTheReserve extends Invariant {

        NoJobCostsMoreThanItsCapAndTheReserve(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            check(after);
        }

        @Override
        void quiet() {
            world.store.newest(100).forEach(this::check);
        }

        private void check(Job job) {
            if (!job.attempts().isEmpty()) {
                Usd most = job.request().plan().cap().plus(lasting(job, Setting.TIMING.wayHome()));
                Usd cost = trueCost(world, job, world.timeline.now());
                if (cost.isMoreThan(most)) {
                    broken("%s has cost %d of %d millionths", job.label(), cost.micros(), most.micros());
                }
            }
        }
    }

    /**
     * The builders know nothing of it: the bot keeps it, which may be away for as long as the builder's lease lasts, and takes a
     * moment to come to. What the way home costs from there on is the job's own.
     */
    static final class NoBuildGoesOnWhenTheMoneyOfTheDayIsUsedUp extends Invariant {

        private static final Duration AWAY = Setting.TIMING.leaseFuse().plusMinutes(5);

        private final Map<Long, Long> turned = new HashMap<>();

        NoBuildGoesOnWhenTheMoneyOfTheDayIsUsedUp(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (after.state() == JobState.OUTBOUND) {
                turned.remove(after.number());
            } else {
                turned.putIfAbsent(after.number(), world.timeline.now());
            }
            boolean sameDay = world.timeline.elapsed() < 13 * Timeline.HOUR;
            if (world.mix.shortOfMoney && sameDay && !after.attempts().isEmpty()) {
                check();
            }
        }

        /** All jobs count, those that have not ended included: every history begins in the morning. */
        private void check() {
            Usd most = Setting.SHORT.of(Cap.Kind.DAY).hard().orElseThrow();
            Usd cost = Usd.ZERO;
            for (Job job : world.store.newest(100)) {
                most = most.plus(lasting(job, AWAY));
                cost = cost.plus(trueCost(world, job, turned.getOrDefault(job.number(), world.timeline.now())));
            }
            if (cost.isMoreThan(most)) {
                broken("all jobs together have cost %d of %d millionths", cost.micros(), most.micros());
            }
        }
    }
}
