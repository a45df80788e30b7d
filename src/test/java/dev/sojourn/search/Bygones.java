package dev.sojourn.search;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Life;
import dev.sojourn.job.Passage;
import dev.sojourn.job.Step;
import java.time.Instant;
import java.util.Optional;

/** A job without the times that no rule looks at any more: when a builder that is over was launched, for example. */
final class Bygones {

    private static final Instant LONG_AGO = Age.DAY.instant();

    private Bygones() {}

    static Job leftOut(Job job) {
        boolean awaits = job.state() == JobState.AWAITING_APPROVAL;
        return job.with(draft -> {
            if (!job.state().holdsVolume()) {
                draft.stepSince = LONG_AGO;
            }
            if (!awaits) {
                draft.approvalExpires = Optional.empty();
            }
            if (job.step() != Step.RUN_BUILD) {
                draft.buildStartedAt = draft.buildStartedAt.map(then -> LONG_AGO);
            }
            if (job.state().isTerminal()) {
                draft.passage = Passage.starting(0);
                draft.capacitySince = Optional.empty();
                draft.problem = Optional.empty();
            }
            for (Attempt one : job.attempts()) {
                boolean last = one.number() == job.attempts().size();
                draft.update(attempt(one, last, job.step(), job.state().holdsVolume()));
            }
        });
    }

    private static Attempt attempt(Attempt one, boolean last, Step step, boolean underway) {
        boolean open = underway && last && !one.isOver();
        boolean launching = step == Step.LAUNCH_BUILDER;
        Life life = one.life();
        return new Attempt(
                one.number(),
                one.rung(),
                one.offer(),
                one.clientToken(),
                one.isOver() || one.instance().isPresent() ? LONG_AGO : one.askedAt(),
                one.instance(),
                one.refusal(),
                new Life(
                        faded(life.launched(), open && launching),
                        faded(life.running(), open && step.isBefore(Step.MOUNT_ON_BUILDER)),
                        faded(life.online(), false),
                        faded(life.reclaimed(), false),
                        faded(life.ended(), underway && last && launching)));
    }

    private static Optional<Instant> faded(Optional<Instant> time, boolean matters) {
        return matters ? time : time.map(then -> LONG_AGO);
    }
}
