package dev.sojourn.handoff;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Passage;
import dev.sojourn.job.Step;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The right step with something wrong in it: a name, a token, a number, a fact. */
final class WrongWords {

    private WrongWords() {}

    private static Decision passing(Decision decision, UnaryOperator<Passage> change) {
        if (decision instanceof Decision.Settle settle) {
            return new Decision.Settle(changed(settle.job(), change), settle.facts());
        }
        if (decision instanceof Decision.Ask ask) {
            return new Decision.Ask(changed(ask.job(), change), ask.facts(), ask.action());
        }
        return decision;
    }

    private static Job changed(Job job, UnaryOperator<Passage> change) {
        return job.with(draft -> draft.passage = change.apply(draft.passage));
    }

    static Decision newToken(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        if (decision instanceof Decision.Ask ask && ask.action() instanceof Action.Launch launch) {
            Attempt one = launch.attempt();
            Attempt other = Attempt.asked(
                    one.number(), one.rung(), one.offer(), one.clientToken() + now.toEpochMilli(), one.askedAt());
            return new Decision.Ask(ask.job(), ask.facts(), new Action.Launch(other));
        }
        return decision;
    }

    static Decision sameDevice(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        if (decision instanceof Decision.Ask ask && ask.action() instanceof Action.Attach attach) {
            return new Decision.Ask(ask.job(), ask.facts(), new Action.Attach(attach.instance(), "/dev/sdf"));
        }
        return decision;
    }

    static Decision detachForgotten(Deciding right, Job job, Observation seen, Instant now) {
        return right.decide(changed(job, passage -> passage.naming(WrongWords::withoutDepartures)), seen, now);
    }

    private static DeviceNames withoutDepartures(DeviceNames names) {
        return new DeviceNames(names.current(), names.spent(), List.of());
    }

    static Decision detachUnderAnEndingBuilder(Deciding right, Job job, Observation seen, Instant now) {
        return job.step() == Step.DETACH_FROM_BUILDER
                ? right.decide(changed(job, passage -> passage.uncleanly(false)), seen, now)
                : right.decide(job, seen, now);
    }

    static Decision uncleanForgotten(Deciding right, Job job, Observation seen, Instant now) {
        return passing(right.decide(job, seen, now), passage -> passage.uncleanly(false));
    }

    static Decision sameEpoch(Deciding right, Job job, Observation seen, Instant now) {
        int epoch = job.passage().epoch();
        return job.state().holdsVolume()
                ? passing(right.decide(job, seen, now), passage -> passage.atEpoch(epoch))
                : right.decide(job, seen, now);
    }

    static Decision sameEpochOnTheTurn(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        boolean turns = decision instanceof Decision.Settle settle
                && settle.job().step() == Step.STOP_BUILD
                && job.step() != Step.STOP_BUILD;
        return turns
                ? passing(decision, passage -> passage.atEpoch(job.passage().epoch()))
                : decision;
    }

    static Decision launchForgotten(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        if (decision instanceof Decision.Settle settle
                && settle.job().attempt().filter(Attempt::isOver).isPresent()) {
            Attempt one = settle.job().attempt().get();
            Attempt forgetful = Attempt.asked(one.number(), one.rung(), one.offer(), one.clientToken(), one.askedAt())
                    .ended(now);
            return new Decision.Settle(settle.job().with(draft -> draft.update(forgetful)), settle.facts());
        }
        return decision;
    }

    static Decision untold(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        if (decision instanceof Decision.Settle settle && settle.job().step() == Step.ATTACH_TO_BUILDER) {
            List<Fact> others = settle.facts().stream()
                    .filter(fact -> !(fact instanceof Fact.StepStarted))
                    .toList();
            return new Decision.Settle(settle.job(), others);
        }
        return decision;
    }
}
