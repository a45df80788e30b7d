package dev.sojourn.slack;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Departure;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Jobs, events and cursors in memory: what survives a crash of the reader. */
public final class Ledger implements JobStore, Cursors {

    private final Map<Long, Job> jobs = new TreeMap<>();
    private final Map<Long, List<JobEvent>> events = new ConcurrentHashMap<>();
    private final Map<String, Cursor> cursors = new ConcurrentHashMap<>();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    /** Runs before a cursor is kept: to end the process there. */
    public Runnable beforeKeeping = () -> {};

    /** The job as it is from now on, with what has happened. */
    public void write(Job job, Fact... facts) {
        synchronized (this) {
            jobs.put(job.number(), job);
            List<JobEvent> known = events.computeIfAbsent(job.number(), number -> new CopyOnWriteArrayList<>());
            for (Fact fact : facts) {
                long sequence = known.size() + 1;
                known.add(new JobEvent(job.number(), sequence, Sample.START.plusSeconds(sequence), fact));
            }
        }
        listeners.forEach(listener -> listener.accept(job.number()));
    }

    @Override
    public synchronized Optional<Job> find(long number) {
        return Optional.ofNullable(jobs.get(number));
    }

    @Override
    public synchronized List<Job> unfinished() {
        return jobs.values().stream().filter(job -> !job.state().isTerminal()).toList();
    }

    @Override
    public synchronized List<Job> newest(int count) {
        return jobs.values().stream()
                .sorted(Comparator.comparing(Job::number).reversed())
                .limit(count)
                .toList();
    }

    @Override
    public synchronized List<Job> after(long number, int count) {
        return jobs.values().stream()
                .filter(job -> job.number() > number)
                .limit(count)
                .toList();
    }

    @Override
    public synchronized List<Job> notEndedBefore(Instant moment) {
        return jobs.values().stream()
                .filter(job -> job.endedAt().map(end -> !end.isBefore(moment)).orElse(true))
                .toList();
    }

    @Override
    public List<JobEvent> events(long job, long after) {
        return events.getOrDefault(job, List.of()).stream()
                .filter(event -> event.sequence() > after)
                .toList();
    }

    @Override
    public void onSaved(LongConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public List<Long> behind(String reader, int limit) {
        List<Long> behind = new ArrayList<>();
        events.forEach((job, known) -> {
            if (known.size() > of(reader, job).done()) {
                behind.add(job);
            }
        });
        return behind;
    }

    @Override
    public Cursor of(String reader, long job) {
        return cursors.getOrDefault(reader + " " + job, Cursor.START);
    }

    @Override
    public void keep(String reader, long job, Cursor cursor) {
        beforeKeeping.run();
        cursors.put(reader + " " + job, cursor);
    }

    @Override
    public Job add(Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("Slack's side only reads jobs");
    }

    @Override
    public Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("Slack's side only reads jobs");
    }

    @Override
    public Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("Slack's side only reads jobs");
    }

    @Override
    public Expenses expenses(Instant now) {
        return (begin, whose) -> Spending.NONE;
    }

    @Override
    public Optional<Job> save(Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("Slack's side only reads jobs");
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        throw new UnsupportedOperationException("Slack's side asks for no estimates");
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        throw new UnsupportedOperationException("Slack's side approves nothing");
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        throw new UnsupportedOperationException("Slack's side moves no volume");
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        throw new UnsupportedOperationException("Slack's side launches nothing");
    }

    @Override
    public List<String> hostDevices(String host) {
        throw new UnsupportedOperationException("Slack's side attaches nothing");
    }

    @Override
    public List<Departure> departures(String volume, Instant since) {
        throw new UnsupportedOperationException("Slack's side detaches nothing");
    }
}
