package dev.sojourn.playground.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long each thing takes. Even draws are for races: the n-th launch, attach or detach in every lane takes as long as the n-th
 * in every other, whatever else is asked of this cloud meanwhile. Used only under the cloud's lock.
 */
final class Draws {
    /** A tag that puts a builder into a lane. A volume is a lane of its own. */
    static final String LANE = "playground:lane";

    private static final int KEPT = 10_000;

    private final Random random;
    private final long seed;
    private final boolean even;
    private final Map<String, Integer> counted = new HashMap<>();
    private final Deque<Draw> log = new ArrayDeque<>();

    Draws(Random random, long seed, boolean even) {
        this.random = random;
        this.seed = seed;
        this.even = even;
    }

    /**
     * One draw of an even cloud.
     *
     * @param role of the machine that it is about
     * @param n counted from 1 for each delay, role and lane
     */
    record Draw(Instant at, Delay delay, String role, String lane, int n, long ms) {}

    /** What is the same for nobody. */
    Duration of(Delay delay) {
        return delay.draw(random);
    }

    Duration of(Delay delay, Instance instance, String lane, Instant now) {
        if (!even) {
            return of(delay);
        }
        String role = instance.role();
        int n = counted.merge(delay + " " + role + " " + lane, 1, Integer::sum);
        Duration drawn = delay.draw(new Random(mixed((seed * 31 + (delay + role).hashCode()) * 31 + n)));
        log.addLast(new Draw(now, delay, role, lane, n, drawn.toMillis()));
        if (log.size() > KEPT) {
            log.removeFirst();
        }
        return drawn;
    }

    List<Draw> log() {
        return List.copyOf(log);
    }

    /** Neighbours of a seed begin alike in {@link Random}. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
