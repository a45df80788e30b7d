package dev.sojourn.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps what EC2 last said about volumes, for people who look on. Asks only when somebody looks, for all volumes in one call, and
 * never more often than the pause. When EC2 does not answer, the last sighting stays what it is: old, and of known age.
 */
public final class Lookout {

    private final Eyes eyes;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<String, Sighting> seen = new HashMap<>();
    private Instant asked = Instant.MIN;
    private Optional<String> problem = Optional.empty();

    public Lookout(Eyes eyes, Duration pause, InstantSource clock) {
        this.eyes = eyes;
        this.pause = pause;
        this.clock = clock;
    }

    /** What was last seen of these volumes, looked at anew where the last look is older than the pause. */
    public synchronized View look(Collection<String> volumes) {
        Instant now = clock.instant();
        List<String> unseen =
                volumes.stream().filter(id -> !seen.containsKey(id)).toList();
        if (!now.isBefore(next()) || (!unseen.isEmpty() && problem.isEmpty())) {
            asked = now;
            // Also those that were looked at before, or two pages with different volumes would each spoil the other's.
            Collection<String> all = new TreeSet<>(volumes);
            all.addAll(seen.keySet());
            Look look = eyes.look(new ArrayList<>(all), now);
            problem = look.problem();
            seen.putAll(look.seen());
        }
        return new View(Map.copyOf(seen), problem);
    }

    private Instant next() {
        return asked.equals(Instant.MIN) ? Instant.MIN : asked.plus(pause);
    }

    /** Asks EC2. */
    @FunctionalInterface
    public interface Eyes {

        Look look(List<String> volumes, Instant now);
    }

    /**
     * An answer.
     *
     * @param seen by volume id; nothing where there is a problem
     * @param problem why nothing was seen
     */
    public record Look(Map<String, Sighting> seen, Optional<String> problem) {}

    /**
     * What is known.
     *
     * @param problem why the last look showed nothing
     */
    public record View(Map<String, Sighting> seen, Optional<String> problem) {

        public Optional<Sighting> of(String volume) {
            return Optional.ofNullable(seen.get(volume));
        }
    }
}
