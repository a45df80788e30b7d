package dev.sojourn.playground.cloud;

import java.time.Duration;
import java.time.Instant;

/** So many calls at once, and so many more each second. */
final class TokenBucket {
    private final double size;
    private final double perSecond;
    private double level;
    private Instant at = Instant.EPOCH;

    TokenBucket(double size, double perSecond) {
        this.size = size;
        this.perSecond = perSecond;
        this.level = size;
    }

    /** Whether there was one left. */
    synchronized boolean take(double tokens, Instant now) {
        double seconds = Duration.between(at, now).toMillis() / 1000.0;
        level = Math.min(size, level + Math.max(0, seconds) * perSecond);
        at = now;
        if (level < tokens) {
            return false;
        }
        level -= tokens;
        return true;
    }
}
