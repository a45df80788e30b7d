package dev.sojourn.web;

import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Logs for people who look on: read from the machine that has the volume, seldom, however many look. */
final class LogReader {

    static final int TAIL = 64 * 1024;

    private static final int WHOLE = 20 * 1024 * 1024;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int KEPT = 16;

    private final BuildLog whole;
    private final LogTail tail;
    private final InstantSource clock;
    private final Map<Long, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > KEPT;
        }
    };

    LogReader(BuildLog whole, LogTail tail, InstantSource clock) {
        this.whole = whole;
        this.tail = tail;
        this.clock = clock;
    }

    private record Kept(Optional<byte[]> bytes, Instant at, boolean isFinal) {}

    /** The end of the log; empty where no machine can be asked for it now. One question at a time: each takes a second. */
    synchronized Optional<byte[]> tail(Job job) {
        Kept known = kept.get(job.number());
        Instant now = clock.instant();
        if (known != null && (known.isFinal() || now.isBefore(known.at().plus(FRESH)))) {
            return known.bytes();
        }
        Optional<byte[]> read = tail.read(job, TAIL);
        kept.put(
                job.number(),
                new Kept(read, clock.instant(), read.isPresent() && job.state().isTerminal()));
        return read;
    }

    Optional<byte[]> whole(Job job) {
        return whole.read(job, WHOLE).or(() -> tail(job));
    }
}
