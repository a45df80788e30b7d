package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Market;
import dev.sojourn.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must be so about builders: what they cost, and what they may hold. */
final class BuilderInvariants {

    private BuilderInvariants() {}

    /** One more may be dying. One whose launch landed late is known to nobody, and can hold nothing. */
    static final class OnlyOneBuilderCanHoldTheVolume extends Invariant {

        OnlyOneBuilderCanHoldTheVolume(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            int had = before.map(job -> job.attempts().size()).orElse(0);
            if (after.attempts().size() == had) {
                return;
            }
            for (Attempt attempt : after.attempts().subList(0, had)) {
                Machine machine = attempt.instance().map(world::machine).orElse(null);
                if (machine != null && !machine.isEnding()) {
                    broken("another builder is asked for while %s is %s", machine, machine.state);
                }
            }
        }
    }

    /** However often a launch is repeated. */
    static final class NoAttemptHasTwoBuilders extends Invariant {

        NoAttemptHasTwoBuilders(World world) {
            super(world);
        }

        @Override
        void launched(Machine builder) {
            for (Machine other : world.machines.values()) {
                if (other != builder
                        && !other.isHost
                        && other.job() == builder.job()
                        && other.attempt() == builder.attempt()) {
                    broken("%s and %s", other, builder);
                }
            }
        }
    }

    static final class NoBuilderOutlivesItsJob extends Invariant {

        private static final long LAUNCHED_JUST_NOW = Timeline.MINUTE;
        private static final long SWEPT_UP = 20 * Timeline.MINUTE;

        NoBuilderOutlivesItsJob(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (!after.state().isTerminal()
                    || before.filter(job -> job.state().isTerminal()).isPresent()) {
                return;
            }
            long end = world.timeline.now();
            for (Machine machine : world.machines.values()) {
                if (isOf(machine, after) && machine.launched < end - LAUNCHED_JUST_NOW && !machine.isEnding()) {
                    broken("%s is %s at the end of %s", machine, machine.state, after.label());
                }
            }
        }

        /** A launch that lands after the job's end is swept up. */
        @Override
        void launched(Machine builder) {
            sweptUp(builder);
        }

        private void sweptUp(Machine builder) {
            world.timeline.after(SWEPT_UP, () -> {
                boolean over = world.store
                        .find(builder.job())
                        .flatMap(Job::endedAt)
                        .filter(end -> end.toEpochMilli() < world.timeline.now() - SWEPT_UP)
                        .isPresent();
                if (over && !builder.isEnding()) {
                    broken("%s lives long after the end of job %d", builder, builder.job());
                }
                if (!builder.isEnding()) {
                    sweptUp(builder);
                }
            });
        }

        private static boolean isOf(Machine machine, Job job) {
            return !machine.isHost && machine.job() == job.number();
        }
    }

    /** The lease while nobody renews it, the cap at all events; a frozen system has no timers. */
    static final class NoBuilderOutlivesItsFuses extends Invariant {

        private static final long GRACE = 3 * Timeline.MINUTE;

        NoBuilderOutlivesItsFuses(World world) {
            super(world);
        }

        @Override
        void launched(Machine builder) {
            Duration cap = world.store
                    .find(builder.job())
                    .flatMap(job -> job.attempts().stream()
                            .filter(one -> one.number() == builder.attempt())
                            .findFirst()
                            .flatMap(one -> one.offer().hourly())
                            .map(hourly -> Billing.lasts(job.request().plan().cap(), hourly)))
                    .orElse(Duration.ofHours(4));
            world.timeline.after(cap.toMillis() + GRACE, () -> {
                if (outlives(builder)) {
                    broken("the cap of %s was reached", builder);
                }
            });
            lease(builder);
        }

        private void lease(Machine builder) {
            long heard = builder.heard;
            long lasts = Setting.TIMING.leaseFuse().toMillis() + GRACE;
            world.timeline.at(heard + lasts, () -> {
                if (!outlives(builder)) {
                    return;
                }
                if (builder.heard == heard) {
                    broken("nobody has renewed the lease of %s", builder);
                }
                lease(builder);
            });
        }

        private static boolean outlives(Machine builder) {
            return builder.state == State.RUNNING && !builder.guest.frozen;
        }
    }

    static final class NoLaunchWithoutItsApproval extends Invariant {

        NoLaunchWithoutItsApproval(World world) {
            super(world);
        }

        @Override
        void launched(Machine builder) {
            Optional<Job> found = world.store.find(builder.job());
            if (found.isEmpty()) {
                broken("%s belongs to no job", builder);
            }
            Job job = found.orElseThrow();
            // Asked of the rules themselves: what a job says of the need may be of an earlier plan.
            boolean asks = !job.request().approvalReasons().isEmpty()
                    || Setting.POLICY.mayRun(job.request().plan()) instanceof Verdict.NeedsApproval;
            if (!asks || attempt(world, builder).filter(Attempt::isOver).isPresent()) {
                return;
            }
            Optional<Approval> yes = job.approval();
            boolean fits = yes.isPresent()
                    && yes.get().planDigest().equals(job.request().plan().digest())
                    && job.commit()
                            .map(Commit::sha)
                            .equals(Optional.of(yes.get().sha()))
                    && Setting.POLICY.approvers().contains(yes.get().by());
            if (!fits) {
                broken("%s for %s, approval %s", builder, job.label(), yes);
            }
        }
    }

    /** Type and market, as they were shown to whoever agreed. */
    static final class OnlyWhatIsOnTheLadderIsBought extends Invariant {

        OnlyWhatIsOnTheLadderIsBought(World world) {
            super(world);
        }

        @Override
        void launched(Machine builder) {
            Optional<Attempt> attempt = attempt(world, builder);
            boolean fits = attempt.map(Attempt::offer)
                    .map(rung -> rung.type().name().equals(builder.order.type())
                            && (rung.market() == Market.SPOT) == builder.order.spot())
                    .orElse(true);
            boolean onLadder = attempt.filter(one -> !one.isOver())
                    .map(one -> world.store
                            .find(builder.job())
                            .orElseThrow()
                            .request()
                            .plan()
                            .ladder()
                            .contains(one.offer()))
                    .orElse(true);
            if (!fits || !onLadder) {
                broken("%s, %s: %s", builder, builder.order, attempt);
            }
        }
    }

    /** What it was launched for. One that is over was refused: a launch that lands after that belongs to nobody. */
    private static Optional<Attempt> attempt(World world, Machine builder) {
        return world.store
                .find(builder.job())
                .flatMap(job -> job.attempts().stream()
                        .filter(one -> one.number() == builder.attempt())
                        .findFirst());
    }

    /** Until a person has it tried again: no other size helps. All types here are of one family. */
    static final class AQuotaThatIsReachedIsNotTriedAgain extends Invariant {

        AQuotaThatIsReachedIsNotTriedAgain(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (before.isEmpty()
                    || before.get().attempts().size() == after.attempts().size()) {
                return;
            }
            Attempt asked = after.attempt().orElseThrow();
            List<Attempt> earlier = before.get().attempts();
            for (int at = earlier.size() - 1; at >= 0; at--) {
                Attempt one = earlier.get(at);
                boolean anew = after.anewSince().filter(one.askedAt()::isBefore).isPresent();
                if (one.runningAt().isPresent() || anew) {
                    return;
                }
                if (one.refusal().equals(Optional.of("QUOTA"))
                        && one.offer().market() == asked.offer().market()) {
                    broken(
                            "%s asks for %s after %s",
                            after.label(), asked.offer().label(), one);
                }
            }
        }
    }

    static final class TheHostIsNeverTerminatedByUs extends Invariant {

        TheHostIsNeverTerminatedByUs(World world) {
            super(world);
        }

        @Override
        void terminating(Machine machine, Hand hand) {
            if (hand == Hand.BOT && machine.isHost) {
                broken(machine.toString());
            }
        }
    }
}
