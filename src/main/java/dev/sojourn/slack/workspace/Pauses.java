package dev.sojourn.slack.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pauses between tries, per job: each twice as long as the one before, up to a limit, and for ever. */
public final class Pauses {

    private final InstantSource clock;
    private final Duration first;
    private final Duration longest;
    private final Map<Long, Pause> pauses = new ConcurrentHashMap<>();

    public Pauses(InstantSource clock, Duration first, Duration longest) {
        this.clock = clock;
        this.first = first;
        this.longest = longest;
    }

    public boolean isPausing(long job) {
        Pause pause = pauses.get(job);
        return pause != null && clock.instant().isBefore(pause.until());
    }

    /** After a failed try; answers how long to wait. */
    public Duration grow(long job) {
        Pause before = pauses.get(job);
        Duration twice = before == null ? first : before.length().multipliedBy(2);
        Duration length = twice.compareTo(longest) > 0 ? longest : twice;
        pauses.put(job, new Pause(length, clock.instant().plus(length)));
        return length;
    }

    /** A pause of a given length that does not count as a failure. */
    public Duration exactly(long job, Duration length) {
        pauses.merge(
                job,
                new Pause(first.dividedBy(2), clock.instant().plus(length)),
                (before, now) -> new Pause(before.length(), now.until()));
        return length;
    }

    public void end(long job) {
        pauses.remove(job);
    }

    private record Pause(Duration length, Instant until) {}
}
