package dev.sojourn.web;

import dev.sojourn.job.BuildLog;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogEnds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logs for people who look on: read from the machine that has the volume, seldom, however many look. */
final class LogReader {

    private static final int WHOLE = 20 * 1024 * 1024;
    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final int KEPT = 32;

    private final BuildLog whole;
    private final LogEnds ends;
    private final InstantSource clock;
    private final Map<Long, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > KEPT;
        }
    };

    LogReader(BuildLog whole, LogEnds ends, InstantSource clock) {
        this.whole = whole;
        this.ends = ends;
        this.clock = clock;
    }

    private record Kept(Optional<byte[]> bytes, Instant at, boolean isFinal) {}

    /** The end of the log; empty where no machine can be asked for it now. One question at a time: each takes a second. */
    synchronized Optional<byte[]> end(Job job) {
        if (job.buildStartedAt().isEmpty() && job.build().isEmpty()) {
            return Optional.empty();
        }
        Kept known = kept.get(job.number());
        if (known != null
                && (known.isFinal() || clock.instant().isBefore(known.at().plus(FRESH)))) {
            return known.bytes();
        }
        Optional<byte[]> read = ends.of(job, path(job)).map(end -> end.text().getBytes(StandardCharsets.UTF_8));
        boolean isFinal = read.isPresent() && job.state().isTerminal();
        kept.put(job.number(), new Kept(read, clock.instant(), isFinal));
        return read;
    }

    Optional<byte[]> whole(Job job) {
        return whole.read(job, WHOLE).or(() -> end(job));
    }

    private static String path(Job job) {
        return job.build()
                .map(BuildResult::log)
                .orElseGet(
                        () -> job.request().plan().volume().mount() + "/sojourn/jobs/" + job.number() + "/build.log");
    }
}
