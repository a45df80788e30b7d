package dev.sojourn.slack.thread;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.workspace.Changes;
import dev.sojourn.slack.workspace.Lanes;
import dev.sojourn.slack.workspace.Pauses;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.SlackSettings;
import dev.sojourn.slack.workspace.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads the events of all jobs by cursor and has them told. Slack away: it tries for ever, with growing pauses, and each
 * job's news stay in order. Nothing here delays a job.
 */
public final class Poster {

    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);
    private static final int THREADS = 4;
    private static final int JOBS_AT_ONCE = 200;

    private final News news;
    private final JobStore store;
    private final Cursors cursors;
    private final BooleanSupplier turn;
    private final Duration every;
    private final InstantSource clock;
    private final Changes changes;
    private final Pauses pauses;
    private final ScheduledThreadPoolExecutor pool =
            new ScheduledThreadPoolExecutor(THREADS, Threads.named("slack-poster"));
    private final Lanes lanes = new Lanes(pool, this::tell);

    /**
     * Posts nothing before {@link #start}.
     *
     * @param turn whether this process is the one that posts: with several on one database, only one may
     * @param every how often progress is looked at
     */
    public Poster(
            News news, Teller.Sources sources, BooleanSupplier turn, SlackSettings settings, InstantSource clock) {
        this.news = news;
        this.store = sources.store();
        this.cursors = sources.cursors();
        this.changes = new Changes(sources.board());
        this.clock = clock;
        this.turn = turn;
        this.every = settings.cardEvery();
        // A pause that is still running at the stop is over with it.
        this.pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.pauses = new Pauses(clock, settings.retryFirst(), settings.retryLongest());
    }

    public void start() {
        store.onSaved(this::hint);
        pool.scheduleWithFixedDelay(this::look, 0, Math.max(100, every.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Something may have changed: look at once. */
    public void hint(long job) {
        if (!pool.isShutdown()) {
            lanes.call(job);
        }
    }

    /** Ends what is being told, as far as it ends in time; the rest is told after the next start. */
    public void stop(Duration patience) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            pool.shutdownNow();
        }
    }

    private void look() {
        try {
            if (turn.getAsBoolean()) {
                cursors.behind(news.reader(), JOBS_AT_ONCE).forEach(lanes::call);
                changes.since(store.unfinished(), clock.instant()).forEach(lanes::call);
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("The jobs' events cannot be read now; trying again", unreadable);
        }
    }

    private void tell(long job) {
        MDC.put("job", "#" + job);
        try {
            tellNow(job);
        } finally {
            MDC.remove("job");
        }
    }

    private void tellNow(long job) {
        if (pauses.isPausing(job)) {
            return;
        }
        try {
            if (!turn.getAsBoolean()) {
                return;
            }
            Optional<Duration> wait = news.tell(job);
            pauses.end(job);
            wait.ifPresent(length -> lanes.callAfter(job, length));
        } catch (SlackFault.Limited limited) {
            LOG.debug("Job {} waits: {}", job, limited.getMessage());
            lanes.callAfter(job, pauses.exactly(job, limited.retryAfter()));
        } catch (SlackFault.Refused refused) {
            Duration pause = pauses.grow(job);
            LOG.info("The news of job {} wait {} s: {}", job, pause.toSeconds(), refused.getMessage());
            lanes.callAfter(job, pause);
        } catch (SlackFault fault) {
            Duration pause = pauses.grow(job);
            LOG.warn(
                    "The news of job {} are not told yet, next try in {} s: {}",
                    job,
                    pause.toSeconds(),
                    fault.getMessage());
            lanes.callAfter(job, pause);
        } catch (RuntimeException defect) {
            Duration pause = pauses.grow(job);
            LOG.error("The news of job {} cannot be told, next try in {} s", job, pause.toSeconds(), defect);
            lanes.callAfter(job, pause);
        }
    }
}
