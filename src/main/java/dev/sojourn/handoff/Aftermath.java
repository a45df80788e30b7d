package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Passage;
import dev.sojourn.plan.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a call's answer means for the job. An accepted call is a hope, not a fact, so little is written here: ids that would
 * otherwise be lost, and refusals.
 */
final class Aftermath {

    private Aftermath() {}

    /**
     * The change to write, or empty where there is none: look again.
     *
     * @param zone where the volume is; empty: not known
     */
    static Optional<Decision.Settle> of(Job job, Action action, CloudAnswer<?> answer, String zone, Instant now) {
        if (action instanceof Action.Launch launch) {
            return Optional.of(launched(job, launch.attempt(), answer, zone, now));
        }
        if (action instanceof Action.Send send && answer instanceof CloudAnswer.Accepted<?> accepted) {
            return Optional.of(sent(job, send.operation(), (String) accepted.value(), now));
        }
        if (answer instanceof CloudAnswer.Refused<?> refused) {
            Passage kept = refused.refusal() == Refusal.DEVICE_TAKEN ? job.passage() : unspent(job, action);
            Passage after = passesByItself(refused.refusal()) ? kept : kept.inTrouble(words(refused));
            return after.equals(job.passage())
                    ? Optional.empty()
                    : Optional.of(new Decision.Settle(job.with(draft -> draft.passage = after), List.of()));
        }
        return Optional.empty();
    }

    /** There are few names for attachments, and each is used once: one that was refused was not used. */
    private static Passage unspent(Job job, Action action) {
        return action instanceof Action.Attach attach
                ? job.passage().naming(names -> names.unspent(attach.device()))
                : job.passage();
    }

    /** The world is not as we thought, or too much was asked: the next look decides. */
    private static boolean passesByItself(Refusal refusal) {
        return refusal == Refusal.THROTTLED
                || refusal == Refusal.WRONG_STATE
                || refusal == Refusal.NOT_FOUND
                || refusal == Refusal.DEVICE_TAKEN;
    }

    private static Decision.Settle sent(Job job, Operation operation, String command, Instant now) {
        return new Decision.Settle(
                job.with(draft -> {
                    if (draft.passage.operation().map(Operation::id).equals(Optional.of(operation.id()))) {
                        draft.passage = draft.passage.with(operation.sentAs(command, now));
                    }
                }),
                List.of());
    }

    private static Decision.Settle launched(Job job, Attempt attempt, CloudAnswer<?> answer, String zone, Instant now) {
        if (answer instanceof CloudAnswer.Accepted<?> accepted) {
            return new Decision.Settle(
                    job.with(draft -> draft.update(attempt.launched((String) accepted.value(), now))), List.of());
        }
        if (answer instanceof CloudAnswer.Refused<?> refused) {
            return switch (refused.refusal()) {
                case NO_CAPACITY, UNSUPPORTED, TOKEN_SPENT, QUOTA, USED_UP ->
                    new Decision.Settle(
                            job.with(draft -> {
                                draft.update(attempt.refused(refused.refusal().name(), now));
                                draft.passage = draft.passage.inTrouble(words(refused));
                            }),
                            List.of(new Fact.RungRefused(
                                    attempt.number(),
                                    attempt.offer(),
                                    refused.code(),
                                    refused.message(),
                                    refused.refusal() == Refusal.QUOTA
                                            ? Optional.of(Quota.of(attempt.offer(), zone))
                                            : Optional.empty())));
                case THROTTLED, NOT_FOUND, DENIED, DEVICE_TAKEN, WRONG_STATE, OTHER ->
                    new Decision.Settle(
                            job.with(draft -> draft.passage = draft.passage.inTrouble(words(refused))), List.of());
            };
        }
        return new Decision.Settle(job, List.of());
    }

    private static String words(CloudAnswer.Refused<?> refused) {
        return refused.code() + ": " + refused.message();
    }
}
