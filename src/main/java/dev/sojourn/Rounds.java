package dev.sojourn;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is done again and again. A round that fails is told and followed by the next: nothing ends a round for good. */
final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final ScheduledExecutorService pool;

    /** @param threads how many rounds may run at once */
    Rounds(int threads) {
        pool = Executors.newScheduledThreadPool(threads, work -> {
            Thread thread = new Thread(work, "rounds");
            thread.setDaemon(true);
            return thread;
        });
    }

    void every(Duration pause, String name, Runnable round) {
        pool.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.run();
                    } catch (RuntimeException failed) {
                        LOG.warn(
                                "The round of the {} failed; the next one follows in {} ms",
                                name,
                                pause.toMillis(),
                                failed);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
