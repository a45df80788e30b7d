package dev.sojourn.web;

import dev.sojourn.job.PastJobs;
import dev.sojourn.job.PastJobs.By;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the history can be filtered by. Looked up now and then, not for every page: new names are rare. */
final class Choices {

    private static final Duration KEPT = Duration.ofSeconds(20);

    private final PastJobs past;
    private final InstantSource clock;
    private final Map<By, Known> known = new EnumMap<>(By.class);

    Choices(PastJobs past, InstantSource clock) {
        this.past = past;
        this.clock = clock;
    }

    private record Known(List<String> names, Instant at) {}

    synchronized List<String> names(By by) {
        Instant now = clock.instant();
        Known last = known.get(by);
        if (last == null || !now.isBefore(last.at().plus(KEPT))) {
            known.put(by, new Known(past.names(by), now));
        }
        return Objects.requireNonNull(known.get(by)).names();
    }
}
