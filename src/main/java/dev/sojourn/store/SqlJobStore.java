package dev.sojourn.store;

import dev.sojourn.job.Departure;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Jobs in SQL. A job's row, its new facts and what histories need are one transaction. */
public final class SqlJobStore implements JobStore {

    /** Two processes may give the same number to two jobs: one of them tries again. */
    private static final int TRIES = 20;

    private final Jdbi jdbi;
    private final Leadership writer;
    private final List<LongConsumer> listeners;

    /** For commands and clicks, which every process on the database takes. */
    public SqlJobStore(Database database) {
        this(database.jdbi(), Leadership.ALONE, new CopyOnWriteArrayList<>());
    }

    private SqlJobStore(Jdbi jdbi, Leadership writer, List<LongConsumer> listeners) {
        this.jdbi = jdbi;
        this.writer = writer;
        this.listeners = listeners;
    }

    /** The same jobs, for what the leader alone may do: a save of a process that no longer leads keeps nothing. */
    public SqlJobStore writtenBy(Leadership leader) {
        return new SqlJobStore(jdbi, leader, listeners);
    }

    @Override
    public Job add(Job job, List<Fact> facts, Instant now) {
        return added(Condition.NONE, job, facts, now).orElseThrow();
    }

    @Override
    public Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        return added(new Condition(Optional.of(still)), job, facts, now);
    }

    private Optional<Job> added(Condition condition, Job job, List<Fact> facts, Instant now) {
        for (int tries = 1; ; tries++) {
            try {
                return tryToAdd(condition, job, facts, now);
            } catch (UnableToExecuteStatementException refused) {
                if (tries == TRIES || !String.valueOf(refused.getCause()).contains("job_pkey")) {
                    throw refused;
                }
            }
        }
    }

    private Optional<Job> tryToAdd(Condition condition, Job job, List<Fact> facts, Instant now) {
        Optional<Job> added = jdbi.inTransaction(handle -> {
            if (!writer.holds(handle)) {
                throw new IllegalStateException("This process no longer leads: it may add no job of its own");
            }
            if (!condition.isMet(handle, now)) {
                return Optional.empty();
            }
            long number = handle.createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM job")
                    .mapTo(Long.class)
                    .one();
            Job numbered = job.with(draft -> draft.stored(number, 1));
            JobRows.bind(handle.createUpdate("""
                            INSERT INTO job (number, version, state, volume, profile, holds_volume, epoch, created_at, queued_at,
                              ended_at, plan_digest, commit_sha, approved_at, build_millis, build_passed, vcpus, requester,
                              channel, spent_micros, body)
                            VALUES (:number, 1, :state, :volume, :profile, :holdsVolume, :epoch, :createdAt, :queuedAt,
                              :endedAt, :planDigest, :commitSha, :approvedAt, :buildMillis, :buildPassed, :vcpus, :requester,
                              :channel, :spent, :body)
                            """), numbered).execute();
            JobRows.write(handle, number, facts, now);
            WishInHand.settle(handle, now);
            return Optional.of(numbered);
        });
        added.ifPresent(one -> {
            WishInHand.settled();
            tell(one.number());
        });
        return added;
    }

    @Override
    public Optional<Job> save(Job job, List<Fact> facts, Instant now) {
        return saved(Condition.NONE, job, facts, now);
    }

    @Override
    public Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        return saved(new Condition(Optional.of(still)), job, facts, now);
    }

    private Optional<Job> saved(Condition condition, Job job, List<Fact> facts, Instant now) {
        Optional<Job> saved;
        try {
            saved = jdbi.inTransaction(handle -> {
                if (!writer.holds(handle) || !condition.isMet(handle, now)) {
                    return Optional.empty();
                }
                Job next = job.with(draft -> draft.stored(job.number(), job.version() + 1));
                int rows = JobRows.bind(handle.createUpdate("""
                                UPDATE job SET version = version + 1, state = :state, holds_volume = :holdsVolume,
                                  epoch = :epoch, queued_at = :queuedAt, ended_at = :endedAt,
                                  plan_digest = :planDigest, commit_sha = :commitSha,
                                  approved_at = :approvedAt, build_millis = :buildMillis, build_passed = :buildPassed,
                                  vcpus = :vcpus, requester = :requester, channel = :channel,
                                  spent_micros = :spent, body = :body
                                WHERE number = :number AND version = :version
                                """), next)
                        .bind("version", job.version())
                        .execute();
                if (rows == 0) {
                    return Optional.empty();
                }
                JobRows.write(handle, job.number(), facts, now);
                JobRows.learn(handle, next, facts, now);
                WishInHand.settle(handle, now);
                return Optional.of(next);
            });
        } catch (UnableToExecuteStatementException refused) {
            if (isTurnTaken(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
        saved.ifPresent(one -> {
            WishInHand.settled();
            tell(one.number());
        });
        return saved;
    }

    /** The index that keeps one job per volume is the judge of whose turn it is. */
    private static boolean isTurnTaken(UnableToExecuteStatementException refused) {
        String message = String.valueOf(refused.getCause());
        return message.contains("UNIQUE constraint failed: job.volume") || message.contains("one_turn_per_volume");
    }

    @Override
    public Optional<Job> find(long number) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body FROM job WHERE number = ?")
                .bind(0, number)
                .map(SqlJobStore::job)
                .findOne());
    }

    @Override
    public List<Job> unfinished() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT body FROM job WHERE ended_at IS NULL ORDER BY queued_at, number")
                        .map(SqlJobStore::job)
                        .list());
    }

    @Override
    public List<Job> newest(int count) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body FROM job ORDER BY number DESC LIMIT ?")
                .bind(0, count)
                .map(SqlJobStore::job)
                .list());
    }

    @Override
    public List<Job> after(long number, int count) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT body FROM job WHERE number > ? ORDER BY number LIMIT ?")
                        .bind(0, number)
                        .bind(1, count)
                        .map(SqlJobStore::job)
                        .list());
    }

    @Override
    public List<Job> notEndedBefore(Instant moment) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT body FROM job WHERE ended_at IS NULL OR ended_at >= ? ORDER BY number")
                .bind(0, moment.toEpochMilli())
                .map(SqlJobStore::job)
                .list());
    }

    @Override
    public List<JobEvent> events(long job, long after) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT sequence, at, body FROM job_event WHERE job = ? AND sequence > ? ORDER BY sequence")
                .bind(0, job)
                .bind(1, after)
                .map((rs, ctx) -> new JobEvent(
                        job,
                        rs.getLong("sequence"),
                        Instant.ofEpochMilli(rs.getLong("at")),
                        JobJson.read(rs.getString("body"), JobRows.StoredFact.class)
                                .fact()))
                .list());
    }

    @Override
    public Expenses expenses(Instant now) {
        return (begin, whose) -> jdbi.withHandle(handle -> new SqlExpenses(handle, now).since(begin, whose));
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                        SELECT body FROM job
                        WHERE volume = ? AND profile = ? AND build_millis IS NOT NULL ORDER BY number DESC LIMIT ?
                        """)
                        .bind(0, volume)
                        .bind(1, profile)
                        .bind(2, count)
                        .map(SqlJobStore::job)
                        .list())
                .stream()
                .flatMap(job -> job.pastRun().stream())
                .toList();
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT body FROM job WHERE volume = ? AND plan_digest = ? AND commit_sha = ? AND approved_at >= ?
                          AND state = 'FAILED' ORDER BY number DESC LIMIT 1
                        """)
                .bind(0, volume)
                .bind(1, planDigest)
                .bind(2, sha)
                .bind(3, since.toEpochMilli())
                .map(SqlJobStore::job)
                .findOne());
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT epoch FROM job WHERE volume = ? ORDER BY epoch DESC LIMIT 1")
                        .bind(0, volume)
                        .mapTo(Integer.class)
                        .findOne());
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT millis FROM boot_time WHERE image = ? ORDER BY at DESC LIMIT ?")
                        .bind(0, image)
                        .bind(1, count)
                        .mapTo(Long.class)
                        .map(Duration::ofMillis)
                        .list());
    }

    @Override
    public List<String> hostDevices(String host) {
        // Fewer than there are names, so that the one used longest ago comes round again.
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT device FROM host_device WHERE host = ? GROUP BY device ORDER BY MAX(at) DESC, device LIMIT 30")
                .bind(0, host)
                .mapTo(String.class)
                .list());
    }

    @Override
    public List<Departure> departures(String volume, Instant since) {
        // A job that ended before has asked for nothing since.
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "SELECT body FROM job WHERE volume = ? AND (ended_at IS NULL OR ended_at >= ?)")
                        .bind(0, volume)
                        .bind(1, since.toEpochMilli())
                        .map(SqlJobStore::job)
                        .list())
                .stream()
                .flatMap(job -> job.passage().names().departures().stream())
                .filter(one -> !one.at().isBefore(since))
                .toList();
    }

    @Override
    public void onSaved(LongConsumer listener) {
        listeners.add(listener);
    }

    /** What must be so about money in the transaction that writes. */
    private record Condition(Optional<Predicate<Expenses>> still) {

        static final Condition NONE = new Condition(Optional.empty());

        boolean isMet(Handle handle, Instant now) {
            return still.isEmpty() || still.get().test(SqlExpenses.locked(handle, now));
        }
    }

    private void tell(long job) {
        listeners.forEach(listener -> listener.accept(job));
    }

    private static Job job(RowView row) {
        return JobJson.readJob(row.getColumn("body", String.class));
    }
}
