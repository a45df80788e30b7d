package dev.sojourn.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a running build is. Kept in memory only: it is asked for again after a restart.
 *
 * @param done edges or tests finished; 0 of 0 where the build tells no count
 * @param left time left; empty where nothing supports a figure
 * @param what what is being built; untrusted text
 * @param quiet how long the log has not grown
 */
public record Progress(
        long job,
        int attempt,
        Instant asOf,
        String phase,
        int done,
        int total,
        Optional<Duration> left,
        String what,
        Duration quiet) {

    /** 0 to 100; empty where the build tells no count. */
    public Optional<Integer> percent() {
        return total <= 0 ? Optional.empty() : Optional.of(Math.min(100, done * 100 / total));
    }
}
