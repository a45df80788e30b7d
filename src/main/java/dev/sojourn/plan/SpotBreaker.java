package dev.sojourn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A circuit breaker for spot builders: where too many were taken back within a while, builders are bought on demand for a while.
 * It keeps no count of its own: it judges by when builders were taken back, which stands with their jobs.
 *
 * @param reclaims so many within the window are too many; 0: never too many
 * @param within the window
 * @param pause for how long spot is left alone after the reclaim that was one too many
 */
public record SpotBreaker(int reclaims, Duration within, Duration pause) {

    public static final SpotBreaker USUAL = new SpotBreaker(3, Duration.ofHours(1), Duration.ofHours(2));

    /**
     * Spot is left alone.
     *
     * @param reclaims how many builders were taken back in the window that led to it
     */
    public record Open(int reclaims, Duration within, Instant until) {}

    /** Whether spot is left alone now, by the times at which builders were taken back. */
    public Optional<Open> open(Collection<Instant> takenBack, Instant now) {
        List<Instant> times =
                takenBack.stream().filter(at -> !at.isAfter(now)).sorted().toList();
        if (reclaims < 1) {
            return Optional.empty();
        }
        for (int last = times.size() - 1; last >= reclaims - 1; last--) {
            Instant first = times.get(last - reclaims + 1);
            Instant until = times.get(last).plus(pause);
            if (now.isBefore(until) && !first.plus(within).isBefore(times.get(last))) {
                return Optional.of(new Open(reclaims, within, until));
            }
        }
        return Optional.empty();
    }

    /** How far back it has to look. */
    public Duration memory() {
        return within.plus(pause);
    }
}
