package dev.sojourn.search;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** What a look asks of the store, where there is one job. */
final class OneJob implements JobStore {

    private static final List<Duration> FAST = List.of(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final Job job;
    private final Set<String> hostNames;
    private final boolean knowsBoots;

    OneJob(Job job, Set<String> hostNames, boolean knowsBoots) {
        this.job = job;
        this.hostNames = hostNames;
        this.knowsBoots = knowsBoots;
    }

    @Override
    public Optional<Integer> lastEpoch(String volume) {
        return Optional.of(job.passage().epoch());
    }

    @Override
    public List<String> hostDevices(String host) {
        return List.copyOf(hostNames);
    }

    @Override
    public List<Duration> bootTimes(String image, int count) {
        return knowsBoots ? FAST : List.of();
    }

    @Override
    public Optional<Job> sameApproved(String volume, String planDigest, String sha, Instant since) {
        return Optional.empty();
    }

    private static IllegalStateException unasked() {
        return new IllegalStateException("No look asks for that");
    }

    @Override
    public Job add(Job added, List<Fact> facts, Instant now) {
        throw unasked();
    }

    @Override
    public Optional<Job> save(Job saved, List<Fact> facts, Instant now) {
        throw unasked();
    }

    @Override
    public Optional<Job> find(long number) {
        throw unasked();
    }

    @Override
    public List<Job> unfinished() {
        throw unasked();
    }

    @Override
    public List<Job> newest(int count) {
        throw unasked();
    }

    @Override
    public List<JobEvent> events(long number, long after) {
        throw unasked();
    }

    @Override
    public List<PastRun> pastRuns(String volume, String profile, int count) {
        throw unasked();
    }

    @Override
    public void onSaved(LongConsumer listener) {
        throw unasked();
    }
}
