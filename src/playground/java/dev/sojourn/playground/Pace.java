package dev.sojourn.playground;

import java.time.Duration;

/**
 * How much faster than the real one the playground's cloud is.
 *
 * @param scale divides every delay; more than zero
 */
public record Pace(double scale) {
    /** Refuses a scale that would stop or reverse time. */
    public Pace {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("the time scale must be a number above 0, not " + scale);
        }
    }

    /** How long here takes what takes {@code real} in the real cloud. */
    public Duration of(Duration real) {
        return Duration.ofNanos(Math.round(real.toNanos() / scale));
    }
}
