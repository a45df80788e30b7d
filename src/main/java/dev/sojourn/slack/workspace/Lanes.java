package dev.sojourn.slack.workspace;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work for numbers: for each at most once at a time, and always once more after the last call. */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private enum Lane {
        RUNNING,
        CALLED_MEANWHILE
    }

    private final ScheduledExecutorService pool;
    private final LongConsumer work;
    private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();

    public Lanes(ScheduledExecutorService pool, LongConsumer work) {
        this.pool = pool;
        this.work = work;
    }

    public void call(long number) {
        Lane before = lanes.put(number, Lane.CALLED_MEANWHILE);
        if (before == null) {
            submit(number);
        }
    }

    public void callAfter(long number, Duration pause) {
        try {
            pool.schedule(() -> call(number), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Job {} is not called again: this process stops", number);
        }
    }

    private void submit(long number) {
        try {
            pool.execute(() -> run(number));
        } catch (RejectedExecutionException stopping) {
            lanes.remove(number);
        }
    }

    private void run(long number) {
        lanes.put(number, Lane.RUNNING);
        try {
            work.accept(number);
        } finally {
            if (lanes.compute(number, (key, lane) -> lane == Lane.CALLED_MEANWHILE ? lane : null) != null) {
                submit(number);
            }
        }
    }
}
