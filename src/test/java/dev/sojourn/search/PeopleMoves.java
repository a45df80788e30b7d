package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import java.util.Optional;

/** What people do: agree, cancel, mend what they were called for; and the sweep, which stands for whoever sees a builder too many. */
final class PeopleMoves {

    private PeopleMoves() {}

    static void free(Fork fork) {
        Job job = fork.from.job();
        if (isAsked(job)) {
            fork.move("Eve approves", from -> from.changedBySomebody(approved(from.job())));
        }
        if (job.state() == JobState.NEEDS_ATTENTION) {
            mend(fork);
        }
        if (job.state().isTerminal()) {
            for (Machine one : fork.from.world().builders) {
                if (one.straggler() && !one.state().isEnding()) {
                    fork.world("the sweep ends " + one, world -> {
                        Laws.terminating(one);
                        world.put(one.in(InstanceView.State.SHUTTING_DOWN).online(false));
                    });
                }
            }
        }
    }

    /** As somebody would who follows the card's advice. */
    private static void mend(Fork fork) {
        World now = fork.from.world();
        if (now.spot.isEmpty()) {
            return;
        }
        Spot spot = now.spot.get();
        Machine there = now.machine(spot.machine());
        if (spot.isLeaving() && there.mayWrite()) {
            fork.world("somebody unmounts it on " + there, world -> world.unmount(there));
        } else if (spot.hangs()) {
            fork.world("somebody frees the volume from " + there, World::free);
        }
    }

    static void faults(Fork fork) {
        Job job = fork.from.job();
        if (isAsked(job)) {
            fork.fault(
                    Fault.DENIED,
                    "by Eve",
                    from -> from.changedBySomebody(from.job().with(draft -> {
                        draft.move(Move.DENY, Age.NOW);
                        draft.homeward = Optional.of(new Homeward(
                                Homeward.Reason.CANCELLED, Optional.of("U0EVE"), "Denied. Nothing was touched."));
                    })));
        }
        if (mayBeCancelled(job)) {
            fork.fault(
                    Fault.CANCEL,
                    "by Ann",
                    from -> from.changedBySomebody(
                            from.job().with(draft -> draft.cancelAskedBy = Optional.of("U0ANN"))));
        }
        if (job.state() == JobState.NEEDS_ATTENTION && fork.from.act().isEmpty()) {
            fork.fault(
                    Fault.LOOK_AGAIN,
                    "by Ann",
                    from -> from.changedBySomebody(from.job().with(draft -> {
                        draft.move(Move.RESUME_HOME, Age.NOW);
                        draft.problem = Optional.empty();
                        draft.enter(draft.step, Age.NOW);
                    })));
        }
    }

    private static boolean isAsked(Job job) {
        return job.state() == JobState.AWAITING_APPROVAL
                && !Age.NOW.isAfter(job.approvalExpires().orElseThrow());
    }

    /** As the desk has it. */
    private static boolean mayBeCancelled(Job job) {
        boolean goesOutAgain = job.homeward()
                .map(why -> why.reason() == Homeward.Reason.HELD || why.reason() == Homeward.Reason.BUILDER_LOST)
                .orElse(false);
        return !job.state().isTerminal()
                && (job.state() != JobState.HOMEBOUND || goesOutAgain)
                && job.cancelAskedBy().isEmpty();
    }

    private static Job approved(Job job) {
        String commit = job.commit().map(Commit::sha).orElseThrow();
        Approval yes = new Approval("U0EVE", Age.NOW, job.request().plan().digest(), commit);
        return job.with(draft -> {
            draft.move(Move.APPROVE, Age.NOW);
            draft.approval = Optional.of(yes);
            draft.approvalExpires = Optional.empty();
        });
    }
}
