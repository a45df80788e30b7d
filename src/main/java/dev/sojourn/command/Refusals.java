package dev.sojourn.command;

import dev.sojourn.policy.Verdict;
import java.util.Optional;

/** The answer to whoever may not have a build run. */
final class Refusals {

    private Refusals() {}

    /** Empty where it may run, be it with a second person's yes. */
    static Optional<Reply> of(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of(new Reply.Refused(refused.what(), refused.advice()).about(Field.CAP));
        }
        if (verdict instanceof Verdict.OverCap over) {
            return Optional.of(new Reply.OverCap(over.breach()));
        }
        return Optional.empty();
    }
}
