package dev.sojourn.handoff;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Defects in the decision that a simulator must find out. Each is one that somebody could make. */
public enum WrongDecision {
    /** The builder is terminated first, and the rest follows from that. */
    TERMINATE_BEFORE_UNMOUNT {
        @Override
        Decision decide(Deciding right, Job job, Observation seen, Instant now) {
            Decision decision = right.decide(job, seen, now);
            if (job.step() == Step.STOP_BUILD && job.passage().timesAsked("terminate early") == 0) {
                Optional<String> builder = job.builder();
                if (builder.isPresent()) {
                    Job asking = job.with(draft -> draft.passage = draft.passage.acting("terminate early", now));
                    return new Decision.Ask(asking, List.of(), new Action.Terminate(builder.get()));
                }
            }
            return decision;
        }
    },
    /** A step counts as done because it was asked for. */
    HOST_UNMOUNT_BELIEVED {
        @Override
        Decision decide(Deciding right, Job job, Observation seen, Instant now) {
            return doneOnceAsked(right, job, seen, now, Step.UNMOUNT_FROM_HOST);
        }
    },
    CANCEL_STOPS_THE_WAY_HOME {
        @Override
        Decision decide(Deciding right, Job job, Observation seen, Instant now) {
            if (job.state() == JobState.HOMEBOUND && job.cancelAskedBy().isPresent()) {
                return end(job, Move.CANCEL, now);
            }
            return right.decide(job, seen, now);
        }
    };

    abstract Decision decide(Deciding right, Job job, Observation seen, Instant now);

    Deciding instead(Deciding right) {
        return (job, seen, now) -> decide(right, job, seen, now);
    }

    static Decision doneOnceAsked(Deciding right, Job job, Observation seen, Instant now, Step step) {
        if (job.step() == step && job.passage().lastAct().isPresent()) {
            Job done = job.with(draft -> {
                draft.passage = draft.passage.nextEpoch();
                draft.enter(step.next(), now);
            });
            return new Decision.Settle(
                    done, List.of(new Fact.StepDone(step, Duration.ZERO), new Fact.StepStarted(step.next())));
        }
        return right.decide(job, seen, now);
    }

    static Decision end(Job job, Move move, Instant now) {
        Job over = job.with(draft -> draft.move(move, now));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Ended(
                over.state(), over.cost(now), Duration.between(over.createdAt(), now), over.build(), over.homeward()));
        return new Decision.Settle(over, facts);
    }
}
