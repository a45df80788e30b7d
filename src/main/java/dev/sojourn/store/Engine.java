package dev.sojourn.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.sojourn.job.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives jobs by db-scheduler: one durable task per job, picked by one worker at a time. What a run leaves behind is when to
 * run next. Only in the process that leads; wakes are taken in all of them.
 */
public final class Engine implements Wakeups, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

    /** A wake that loses its row to a worker or another wake looks again, but not for ever. */
    private static final int TRIES = 20;

    private final Scheduler scheduler;
    private final CustomTask<Void> drive;
    private final Database database;
    private final Clock clock;
    private volatile LongFunction<Optional<Instant>> driver = job -> {
        throw new IllegalStateException("Job #" + job + " is to be driven before the start");
    };

    private boolean started;

    private final WokenMeanwhile wokenMeanwhile;
    private final MissedWakes missedWakes;

    public Engine(Database database, int threads) {
        this.database = database;
        this.wokenMeanwhile = new WokenMeanwhile(database);
        this.missedWakes = new MissedWakes(database.jdbi());
        this.clock = database.clock();
        this.drive = Tasks.custom("drive-job", Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_FAILURE))
                .execute((instance, context) -> run(Long.parseLong(instance.getId())));
        this.scheduler = Scheduler.create(database.source(), drive)
                .threads(threads)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(20))
                .alwaysPersistTimestampInUTC()
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .enableImmediateExecution()
                .build();
    }

    private CompletionHandler<Void> run(long job) {
        wokenMeanwhile.remove(job);
        Optional<Instant> next = driver.apply(job);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
                return;
            }
            operations.reschedule(complete, next.get());
            // Asked after the write: a wake before it found the job being driven, a wake after it moves the time by
            // itself.
            if (wokenMeanwhile.remove(job)) {
                now(job);
            }
        };
    }

    /** What to do with a job; the answer is when it wants to be driven again, or empty: never. Before the first {@link #lead}. */
    public void drives(LongFunction<Optional<Instant>> drives) {
        driver = drives;
    }

    /**
     * This process leads from now on: what another one had picked, killed or paused, is free at once, and nothing that it
     * still writes of it counts.
     */
    public void lead() {
        int freed = database.jdbi().withHandle(handle -> handle.execute("""
                        UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
                          version = version + 1 WHERE picked = TRUE
                        """));
        if (freed > 0) {
            LOG.info("Taking up {} interrupted job runs", freed);
        }
        if (started) {
            scheduler.resume();
        } else {
            scheduler.start();
            started = true;
        }
    }

    /** Another process leads: nothing new is begun here. */
    public void rest() {
        scheduler.pause();
    }

    /**
     * Wakes what was written since the last time, for the leader to do every few seconds: another process may have died between
     * a write and its wake. Where there is no other process, the start wakes all.
     */
    public void wakeChanged() {
        if (database.leadership() != Leadership.ALONE) {
            missedWakes.look().forEach(this::now);
        }
    }

    @Override
    public void now(long job) {
        at(job, clock.instant());
    }

    @Override
    public void at(long job, Instant time) {
        TaskInstance<Void> instance = drive.instance(Long.toString(job));
        for (int tries = 0; tries < TRIES; tries++) {
            if (scheduler.scheduleIfNotExists(instance, time)) {
                return;
            }
            // Before the attempt to reschedule: a run that ends in between sees it. It stays there until the next run:
            // taking it away could take another wake's, and at worst the job is driven once too often.
            wokenMeanwhile.add(job);
            try {
                scheduler.reschedule(instance, time);
                return;
            } catch (TaskInstanceCurrentlyExecutingException running) {
                LOG.trace("Job #{} is being driven: it goes on at once after this run", job);
                return;
            } catch (TaskInstanceNotFoundException | ExecutionException changed) {
                LOG.trace("Job #{} was picked, moved or ended just now: looking again", job);
            }
        }
        throw new IllegalStateException("Job #" + job + " cannot be woken: others always were faster");
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
