package dev.sojourn;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.store.Engine;
import dev.sojourn.store.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those on one database: it leads, or stands by and is there within seconds when the leader is not. With
 * the embedded database it is the only one, and leads from the start.
 */
final class Replica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final Duration SEEK_EVERY = Duration.ofSeconds(1);

    private final Leadership leadership;
    private final BooleanSupplier mayAct;
    private final Engine engine;
    private final JobStore store;
    private final Rounds seeking = new Rounds(1);
    private final Rounds rounds = new Rounds(2);
    private volatile boolean leading;

    /** @param mayAct whether this process leads for as long as a call to the cloud may take */
    Replica(Leadership leadership, BooleanSupplier mayAct, Engine engine, JobStore store) {
        this.leadership = leadership;
        this.mayAct = mayAct;
        this.engine = engine;
        this.store = store;
    }

    /** Seeks the lead once, and goes on seeking: a database that is away for a moment ends nothing. */
    void start() {
        seeking.every(SEEK_EVERY, "lease", this::seek);
    }

    /** What the leader does again and again, as long as it may. */
    void everyWhileLeading(Duration pause, String name, Runnable round) {
        rounds.every(pause, name, () -> {
            if (leading && mayAct.getAsBoolean()) {
                round.run();
            }
        });
    }

    /** Looks whether jobs can be written down; when they can again, those under way go on at once. */
    void watch(Duration pause, Supplier<Optional<String>> problem) {
        StoreWatch watch = new StoreWatch(problem, () -> {
            if (leading) {
                takeUp();
            }
        });
        rounds.every(pause, "watch on the database", watch);
    }

    private void seek() {
        try {
            leadership.seek();
        } finally {
            follow(leadership.leadsNow());
        }
    }

    private void follow(boolean leads) {
        if (leads && !leading) {
            engine.lead();
            takeUp();
        } else if (!leads && leading) {
            engine.rest();
        }
        leading = leads;
    }

    private void takeUp() {
        List<Job> unfinished = store.unfinished();
        unfinished.forEach(job -> engine.now(job.number()));
        if (!unfinished.isEmpty()) {
            LOG.info(
                    "Going on with {}",
                    String.join(", ", unfinished.stream().map(Job::label).toList()));
        }
    }

    @Override
    public void close() {
        seeking.close();
        rounds.close();
        engine.close();
        leadership.release();
    }
}
