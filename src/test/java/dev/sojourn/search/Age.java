package dev.sojourn.search;

import dev.sojourn.handoff.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How long ago something was, as far as a deadline may depend on it. Time stands at {@link #NOW} in every state; when it
 * passes, all that was becomes older instead, and an age is never anything but one of these. {@link Timing#DEFAULT} has every
 * pause below {@link #PAUSE}, every limit of a call below {@link #CALL}, every limit of a step below {@link #STEP}, and those
 * of people and capacity below {@link #DAY}.
 */
enum Age {
    JUST_NOW(Duration.ZERO),
    PAUSE(Duration.ofSeconds(15)),
    CALL(Duration.ofSeconds(150)),
    STEP(Duration.ofMinutes(12)),
    DAY(Duration.ofHours(6));

    static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Duration length;

    Age(Duration length) {
        this.length = length;
    }

    private static final Age[] ALL = values();

    static Age of(Instant then) {
        Duration since = Duration.between(then, NOW);
        for (int at = ALL.length - 1; at > 0; at--) {
            if (since.compareTo(ALL[at].length) >= 0) {
                return ALL[at];
            }
        }
        return JUST_NOW;
    }

    Instant instant() {
        return NOW.minus(length);
    }

    Age older(Age other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * The same for what is not begun anew with each repetition of an act, so that short times add up to a limit: in whole
     * {@link #CALL}s up to {@link #STEP}.
     */
    static Instant summed(Instant then, Age passed) {
        Duration since = Duration.between(then, NOW);
        if (passed != CALL || since.compareTo(STEP.length) >= 0) {
            return of(then).compareTo(passed) >= 0 ? then : passed.instant();
        }
        Duration sum = CALL.length.multipliedBy(since.dividedBy(CALL.length) + 1);
        return NOW.minus(sum.compareTo(STEP.length) > 0 ? STEP.length : sum);
    }

    /** What was then, after so much more time. */
    static Instant later(Instant then, Age passed) {
        return of(then).older(passed).instant();
    }
}
