package dev.sojourn.handoff;

import dev.sojourn.cloud.Refusal;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Rung;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Wrong ways up the ladder, and from a builder that is taken back to the next. */
final class WrongClimbs {

    private WrongClimbs() {}

    static Decision quotaIgnored(Deciding right, Job job, Observation seen, Instant now) {
        List<Rung> ladder = job.request().plan().ladder();
        Optional<Attempt> refused = job.attempt()
                .filter(one -> one.refusal().equals(Optional.of(Refusal.QUOTA.name())))
                .filter(one -> one.rung() + 1 < ladder.size());
        if (job.step() != Step.LAUNCH_BUILDER
                || job.state() != JobState.OUTBOUND
                || job.cancelAskedBy().isPresent()
                || refused.isEmpty()) {
            return right.decide(job, seen, now);
        }
        int number = job.attempts().size() + 1;
        int rung = refused.get().rung() + 1;
        Attempt next = Attempt.asked(number, rung, ladder.get(rung), "next-" + job.number() + "-" + number, now);
        Job asking = job.with(draft -> {
            draft.add(next);
            draft.passage = draft.passage.acting("launch", now);
        });
        return new Decision.Ask(asking, List.of(), new Action.Launch(next));
    }

    static Decision nextTooSoon(Deciding right, Job job, Observation seen, Instant now) {
        boolean reclaimed = job.homeward()
                .filter(why -> why.reason() == Homeward.Reason.RECLAIMED)
                .isPresent();
        boolean free = seen.volume().filter(volume -> volume.isAvailable()).isPresent();
        if (job.step() != Step.TERMINATE_BUILDER || job.state() != JobState.HOMEBOUND || !reclaimed || !free) {
            return right.decide(job, seen, now);
        }
        Job next = job.with(draft -> {
            draft.move(Move.GO_OUT_AGAIN, now);
            draft.homeward = Optional.empty();
            draft.buildStartedAt = Optional.empty();
            job.attempt().ifPresent(one -> draft.update(one.ended(now)));
            draft.enter(Step.LAUNCH_BUILDER, now);
        });
        return new Decision.Settle(next, List.of(new Fact.StepStarted(Step.LAUNCH_BUILDER)));
    }
}
