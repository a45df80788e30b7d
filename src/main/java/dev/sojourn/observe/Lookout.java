package dev.sojourn.observe;

import dev.sojourn.job.VolumePlaces;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what EC2 last said about volumes, for people who look on. Asks only when somebody looks, for all volumes in one call, and
 * never more often than the pause. When EC2 does not answer, the last sighting stays what it is: old, and of known age.
 */
public final class Lookout {

    private final VolumePlaces places;
    private final Duration pause;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private final Map<String, WorkingVolume> volumes = new ConcurrentSkipListMap<>();
    private final Map<String, Sighting> seen = new ConcurrentHashMap<>();
    private volatile Optional<Instant> asked = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    public Lookout(VolumePlaces places, Duration pause, InstantSource clock) {
        this.places = places;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * What was last seen of these volumes, looked at anew where the last look is older than the pause. An EC2 that takes its time
     * holds up one reader, not all of them.
     */
    public View look(List<WorkingVolume> wanted) {
        boolean more = !volumes.keySet()
                .containsAll(wanted.stream().map(WorkingVolume::id).toList());
        wanted.forEach(volume -> volumes.put(volume.id(), volume));
        Instant now = clock.instant();
        boolean due = more || asked.map(at -> !now.isBefore(at.plus(pause))).orElse(true);
        if (due && looking.tryLock()) {
            try {
                asked = Optional.of(now);
                // Also those that another page wants, or two pages would each spoil the other's.
                Map<String, Place> told = places.of(List.copyOf(volumes.values()));
                problem = Optional.empty();
                told.forEach((id, place) -> note(id, place, now));
            } finally {
                looking.unlock();
            }
        }
        return new View(Map.copyOf(seen), problem);
    }

    private void note(String id, Place place, Instant now) {
        if (place instanceof Place.Untold untold) {
            problem = Optional.of(untold.why());
        } else {
            seen.put(id, new Sighting(now, place));
        }
    }

    /**
     * What is known.
     *
     * @param seen by volume id
     * @param problem why the last look showed nothing
     */
    public record View(Map<String, Sighting> seen, Optional<String> problem) {

        public Optional<Sighting> of(String volume) {
            return Optional.ofNullable(seen.get(volume));
        }
    }
}
