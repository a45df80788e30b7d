package dev.sojourn.playground.slack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How often a method may be called; in real time whatever the playground's pace. */
final class RateLimits {
    private final Map<String, Deque<Long>> calls = new HashMap<>();

    /** Counts a call that is within the limit; else answers the whole seconds to wait, at least 1, and counts nothing. */
    synchronized OptionalInt refuses(String key, RateLimit limit) {
        long now = System.nanoTime();
        Deque<Long> recent = calls.computeIfAbsent(key, ignored -> new ArrayDeque<>());
        while (!recent.isEmpty() && now - recent.peekFirst() >= limit.window().toNanos()) {
            recent.removeFirst();
        }
        if (recent.size() < limit.calls()) {
            recent.addLast(now);
            return OptionalInt.empty();
        }
        long left = limit.window().toNanos() - (now - recent.peekFirst());
        return OptionalInt.of(
                (int) Math.max(1, Duration.ofNanos(left).plusMillis(999).toSeconds()));
    }
}
