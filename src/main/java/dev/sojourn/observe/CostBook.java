package dev.sojourn.observe;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.CostReport;
import dev.sojourn.job.Costs;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.job.Span;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Adds up what builders cost, from the jobs themselves. */
public final class CostBook implements Costs {

    private final JobStore store;
    private final List<MachineType> types;
    private final InstantSource clock;

    /** @param types those that profiles name, for the comparison where none was used */
    public CostBook(JobStore store, List<MachineType> types, InstantSource clock) {
        this.store = store;
        this.types = List.copyOf(types);
        this.clock = clock;
    }

    @Override
    public CostReport of(Span span) {
        Instant now = clock.instant();
        Instant from = span.begin(now);
        List<Job> jobs = store.notEndedBefore(from);
        CostSum sum = new CostSum(now);
        for (Job job : jobs) {
            job.attempts().stream()
                    .filter(attempt -> attempt.launchedAt()
                            .filter(at -> !at.isBefore(from))
                            .isPresent())
                    .forEach(attempt -> sum.add(job, attempt));
        }
        return new CostReport(
                span,
                from,
                now,
                sum.spent(),
                sum.jobs(),
                sum.builders(),
                sum.unpriced(),
                sum.lost(),
                sum.people(),
                sum.profiles(),
                sum.channels(),
                alive(store.unfinished()),
                leftOn(sum.largest(), from, now),
                said(jobs),
                sum.copying());
    }

    @Override
    public Table table(Span span) {
        StringBuilder csv = new StringBuilder(HistoryCsv.HEADER).append("\r\n");
        int rows = 0;
        for (Job job : store.notEndedBefore(span.begin(clock.instant()))) {
            if (job.endedAt().isPresent()) {
                csv.append(HistoryCsv.row(HistoryReader.line(job, store.events(job.number(), 0))))
                        .append("\r\n");
                rows++;
            }
        }
        return new Table(csv.toString(), rows);
    }

    private static CostReport.Alive alive(List<Job> unfinished) {
        int builders = 0;
        Usd hourly = Usd.ZERO;
        for (Job job : unfinished) {
            for (Attempt attempt : job.attempts()) {
                if (attempt.launchedAt().isPresent() && !attempt.isOver()) {
                    builders++;
                    hourly = hourly.plus(hourly(job, attempt));
                }
            }
        }
        return new CostReport.Alive(builders, hourly);
    }

    /** What a builder costs in an hour with its disk; nothing where nobody knows. */
    static Usd hourly(Job job, Attempt attempt) {
        return attempt.offer()
                .hourly()
                .map(price ->
                        price.plus(job.request().plan().profile().builder().rootDiskHourly()))
                .orElse(Usd.ZERO);
    }

    private Optional<CostReport.LeftOn> leftOn(Optional<MachineType> used, Instant from, Instant now) {
        return used.or(() -> types.stream()
                        .filter(type -> type.hourly().isPresent())
                        .max(Comparator.comparing(MachineType::vcpus)))
                .map(type -> new CostReport.LeftOn(
                        type, type.hourly().orElseThrow().perHourFor(Duration.between(from, now))));
    }

    private static CostReport.Said said(List<Job> jobs) {
        CostReport.Said said = new CostReport.Said(0, 0, Usd.ZERO, Usd.ZERO, Usd.ZERO);
        for (Job job : jobs) {
            Estimate estimate = job.request().plan().estimate();
            if (job.endedAt().isPresent() && job.hadBuilder() && job.isPriced() && estimate.priced()) {
                Usd cost = job.cost(job.endedAt().get());
                said = new CostReport.Said(
                        said.jobs() + 1,
                        said.within() + (cost.isMoreThan(estimate.high()) ? 0 : 1),
                        said.low().plus(estimate.low()),
                        said.high().plus(estimate.high()),
                        said.actual().plus(cost));
            }
        }
        return said;
    }

    static List<Share> dearestFirst(List<Share> shares) {
        return shares.stream()
                .sorted(Comparator.comparing(Share::cost)
                        .thenComparing(Share::jobs)
                        .reversed()
                        .thenComparing(Share::name))
                .toList();
    }
}
