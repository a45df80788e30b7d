package dev.sojourn.web;

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
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Jobs that do not change: whoever tries to write has come to the wrong place. */
record FixedJobs(List<Job> jobs, List<JobEvent> events) implements JobStore {

    @Override
    public Job add(Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("A page writes nothing");
    }

    @Override
    public Optional<Job> addIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("A page writes nothing");
    }

    @Override
    public Optional<Job> saveIf(Predicate<Expenses> still, Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("A page writes nothing");
    }

    @Override
    public Expenses expenses(Instant now) {
        throw new UnsupportedOperationException("A page asks for no caps");
    }

    @Override
    public Optional<Job> save(Job job, List<Fact> facts, Instant now) {
        throw new UnsupportedOperationException("A page writes nothing");
    }

    @Override
    public Optional<Job> find(long number) {
        return jobs.stream().filter(job -> job.number() == number).findFirst();
    }

    @Override
    public List<Job> unfinished() {
        return jobs.stream().filter(job -> !job.state().isTerminal()).toList();
    }

    @Override
    public List<Job> newest(int count) {
        return jobs;
    }

    @Override
    public List<Job> after(long number, int count) {
        throw new UnsupportedOperationException("A page shows no audit");
    }

    @Override
    public List<Job> notEndedBefore(Instant moment) {
        return unfinished();
    }

    @Override
    public List<JobEvent> events(long job, long after) {
        return events;
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        return List.of();
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        return Optional.empty();
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        return List.of();
    }

    @Override
    public List<Departure> departures(String volume, Instant since) {
        return List.of();
    }

    @Override
    public List<String> hostDevices(String host) {
        return List.of();
    }

    @Override
    public void onSaved(LongConsumer listener) {
        throw new UnsupportedOperationException("A page looks by itself");
    }
}
