package dev.sojourn.slack.workspace;

import dev.sojourn.job.VolumePlaces;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where volumes were when EC2 was last asked, as long as that is not long ago. Asks in the background: nobody waits for EC2. */
public final class SeenLately {

    private static final Logger LOG = LoggerFactory.getLogger(SeenLately.class);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(15);
    private static final Duration BELIEVED_FOR = Duration.ofMinutes(1);

    private final VolumePlaces places;
    private final InstantSource clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Threads.named("slack-home-places"));
    private volatile Seen last = new Seen(Instant.EPOCH, Map.of());

    public SeenLately(VolumePlaces places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    /** By the volume's id; empty where nothing is known that is not too old. */
    public Map<String, Place> of(List<WorkingVolume> volumes) {
        Instant now = clock.instant();
        Seen seen = last;
        if (!now.isBefore(seen.at().plus(ASKED_EVERY)) && asking.compareAndSet(false, true)) {
            ask(volumes);
        }
        return now.isBefore(seen.at().plus(BELIEVED_FOR)) ? seen.places() : Map.of();
    }

    private void ask(List<WorkingVolume> volumes) {
        try {
            thread.execute(() -> {
                try {
                    Instant asked = clock.instant();
                    last = new Seen(asked, Map.copyOf(places.of(volumes)));
                } catch (RuntimeException defect) {
                    LOG.warn("EC2 could not be asked where the volumes are", defect);
                } finally {
                    asking.set(false);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Not asked while stopping: {}", stopping.getMessage());
        }
    }

    public void stop() {
        thread.shutdownNow();
    }

    private record Seen(Instant at, Map<String, Place> places) {}
}
