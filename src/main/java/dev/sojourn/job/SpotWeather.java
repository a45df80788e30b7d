package dev.sojourn.job;

import dev.sojourn.plan.SpotBreaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How spot builders fare, by what is kept of jobs: a restart changes nothing of it. */
public final class SpotWeather {

    private final JobStore store;
    private final SpotBreaker breaker;

    public SpotWeather(JobStore store, SpotBreaker breaker) {
        this.store = store;
        this.breaker = breaker;
    }

    /** Whether builders are bought on demand for now, because too many were taken back. */
    public Optional<SpotBreaker.Open> leftAlone(Instant now) {
        List<Instant> takenBack = store.notEndedBefore(now.minus(breaker.memory())).stream()
                .flatMap(job -> job.attempts().stream())
                .flatMap(attempt -> attempt.life().reclaimed().stream())
                .toList();
        return breaker.open(takenBack, now);
    }
}
