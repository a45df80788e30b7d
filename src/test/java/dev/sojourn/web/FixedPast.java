package dev.sojourn.web;

import dev.sojourn.job.JobState;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A history in memory, newest first. */
record FixedPast(List<PastJob> jobs) implements PastJobs {

    static FixedPast of(List<PastJob> jobs) {
        return new FixedPast(jobs.stream()
                .sorted(Comparator.comparing(PastJob::number).reversed())
                .toList());
    }

    @Override
    public List<Long> missing(int limit) {
        return List.of();
    }

    @Override
    public void keep(PastJob job) {
        throw new UnsupportedOperationException("A page writes nothing");
    }

    private Stream<PastJob> passing(Filter filter) {
        return jobs.stream()
                .filter(job -> same(filter.profile(), job.profile()))
                .filter(job -> same(filter.requester(), job.requester()))
                .filter(job -> same(filter.channel(), job.channel()))
                .filter(job -> same(filter.month(), name(By.MONTH, job)))
                .filter(job -> same(filter.outcome(), job.outcome()))
                .filter(job -> same(filter.clean(), job.clean()));
    }

    private static <T> boolean same(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    @Override
    public List<PastJob> page(Filter filter, int offset, int limit) {
        return passing(filter).skip(offset).limit(limit).toList();
    }

    @Override
    public Sums sums(Filter filter) {
        List<PastJob> all = passing(filter).toList();
        return new Sums(
                all.size(),
                all.stream().filter(job -> job.outcome() == JobState.SUCCEEDED).count(),
                cost(all),
                all.stream().map(PastJob::busy).reduce(Duration.ZERO, Duration::plus),
                all.stream().flatMap(job -> job.build().stream()).reduce(Duration.ZERO, Duration::plus),
                all.size(),
                all.stream()
                        .filter(job ->
                                !job.cost().orElseThrow().isMoreThan(job.high().orElseThrow()))
                        .count());
    }

    private static Usd cost(List<PastJob> jobs) {
        return jobs.stream().flatMap(job -> job.cost().stream()).reduce(Usd.ZERO, Usd::plus);
    }

    @Override
    public List<Share> shares(Filter filter, By by, int limit) {
        Function<PastJob, String> name = job -> name(by, job);
        return passing(filter).collect(Collectors.groupingBy(name)).entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue().size(), cost(entry.getValue())))
                .sorted(Comparator.comparing(Share::cost).reversed())
                .limit(limit)
                .toList();
    }

    private static String name(By by, PastJob job) {
        return switch (by) {
            case REQUESTER -> job.requester();
            case CHANNEL -> job.channel();
            case PROFILE -> job.profile();
            case MONTH -> job.endedAt().atOffset(ZoneOffset.UTC).toString().substring(0, 7);
        };
    }

    @Override
    public List<String> names(By by) {
        return jobs.stream().map(job -> name(by, job)).distinct().sorted().toList();
    }

    @Override
    public Map<Step, Duration> typical(String profile) {
        return Map.of(Step.RUN_BUILD, Duration.ofMinutes(6));
    }
}
