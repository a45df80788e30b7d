package dev.sojourn.store;

import com.github.kagkarlsson.scheduler.Scheduler;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives jobs by db-scheduler: one durable task per job, picked by one worker at a time, with heartbeats. What a run leaves
 * behind is when to run next.
 */
public final class Engine implements Wakeups, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final CustomTask<Void> drive;
    private final Database database;
    private final Clock clock;
    private volatile LongFunction<Optional<Instant>> driver = job -> {
        throw new IllegalStateException("Job #" + job + " is to be driven before the start");
    };

    private final Set<Long> wokenWhileRunning = ConcurrentHashMap.newKeySet();

    public Engine(Database database, int threads, Clock clock) {
        this.database = database;
        this.clock = clock;
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
                .enableImmediateExecution()
                .build();
    }

    private CompletionHandler<Void> run(long job) {
        wokenWhileRunning.remove(job);
        Optional<Instant> next = driver.apply(job);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
            } else if (wokenWhileRunning.remove(job)) {
                operations.reschedule(complete, clock.instant());
            } else {
                operations.reschedule(complete, next.get());
            }
        };
    }

    /**
     * Starts. This process is the only owner of the embedded database: what a killed one had picked is free at once.
     *
     * @param drives moves a job, and answers when it wants to be driven again; empty: never
     */
    public void start(LongFunction<Optional<Instant>> drives) {
        driver = drives;
        int freed = database.jdbi()
                .withHandle(
                        handle -> handle.execute(
                                "UPDATE scheduled_tasks SET picked = 0, picked_by = NULL, last_heartbeat = NULL WHERE picked = 1"));
        if (freed > 0) {
            LOG.info("Taking up {} interrupted job runs", freed);
        }
        scheduler.start();
    }

    @Override
    public void now(long job) {
        at(job, clock.instant());
    }

    @Override
    public void at(long job, Instant time) {
        TaskInstance<Void> instance = drive.instance(Long.toString(job));
        if (scheduler.scheduleIfNotExists(instance, time)) {
            return;
        }
        // Before the attempt to reschedule: a run that ends in between sees it.
        wokenWhileRunning.add(job);
        try {
            scheduler.reschedule(instance, time);
            wokenWhileRunning.remove(job);
        } catch (TaskInstanceCurrentlyExecutingException running) {
            LOG.trace("Job #{} is being driven: it goes on at once after this run", job);
        } catch (TaskInstanceNotFoundException over) {
            wokenWhileRunning.remove(job);
        }
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
