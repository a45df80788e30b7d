package dev.sojourn.job;

import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.Optional;

/**
 * A builder of this installation that no job owns: its launch landed after its job's end, or its job is lost.
 *
 * @param job the number in its tags, which may be that of another database's job
 * @param hourly list price on demand; empty: nobody knows
 */
public record Stray(
        String instance, String type, Instant launchedAt, Optional<Long> job, Optional<Usd> hourly, Fate fate) {

    /** What becomes of it. */
    public enum Fate {
        /** Its end was asked for. */
        ENDED,
        /** The configuration wants a person to decide. */
        AWAITS_WORD,
        /** It holds a volume that the configuration does not name: nobody but a person knows whose that is. */
        HOLDS_A_VOLUME
    }
}
