package dev.sojourn.observe;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the history: a line for each job that has ended and has none, whenever and wherever it ended. */
public final class HistoryReader {

    private static final int AT_ONCE = 200;

    private final JobStore store;
    private final PastJobs past;
    private final Metrics metrics;
    private final Instant since;

    /** @param since what ended before was counted by the process before */
    public HistoryReader(JobStore store, PastJobs past, Metrics metrics, Instant since) {
        this.store = store;
        this.past = past;
        this.metrics = metrics;
        this.since = since;
    }

    /** Meant to be called every few seconds; takes a bounded time. */
    public void round() {
        for (long number : past.missing(AT_ONCE)) {
            store.find(number).filter(job -> job.endedAt().isPresent()).ifPresent(this::keep);
        }
    }

    private void keep(Job job) {
        List<JobEvent> events = store.events(job.number(), 0);
        PastJob line = line(job, events);
        past.keep(line);
        if (!line.endedAt().isBefore(since)) {
            metrics.ended(line, events);
        }
    }

    /** A job that has ended, as history remembers it. */
    public static PastJob line(Job job, List<JobEvent> events) {
        Instant end = job.endedAt().orElseThrow();
        Estimate estimate = job.request().plan().estimate();
        Optional<Usd> low = Optional.of(estimate).filter(Estimate::priced).map(Estimate::low);
        Optional<Usd> high = Optional.of(estimate).filter(Estimate::priced).map(Estimate::high);
        return new PastJob(
                job.number(),
                end,
                job.volume(),
                job.request().plan().profile().name(),
                job.request().requester(),
                job.request().channel(),
                job.request().options().ref(),
                job.state(),
                job.attempts().stream()
                        .filter(attempt -> attempt.launchedAt().isPresent())
                        .reduce((earlier, later) -> later)
                        .map(attempt -> attempt.offer().label())
                        .orElse(""),
                job.isPriced() ? Optional.of(job.cost(end)) : Optional.empty(),
                low,
                high,
                estimate.expected(),
                job.build().map(BuildResult::took),
                busy(events, end),
                away(events, end),
                job.isFromScratch(),
                job.build().map(BuildResult::compiled).orElse(0),
                steps(events));
    }

    private static Duration busy(List<JobEvent> events, Instant end) {
        Optional<Instant> asked = at(events, Fact.BuilderAsked.class).stream().findFirst();
        Optional<Instant> home = at(events, Fact.VolumeHome.class).stream().reduce((earlier, later) -> later);
        return asked.map(start -> Duration.between(
                        start, home.filter(at -> at.isAfter(start)).orElse(end)))
                .orElse(Duration.ZERO);
    }

    /** A volume may leave more than once: somebody held it, and the job waited at home. */
    private static Duration away(List<JobEvent> events, Instant end) {
        Duration away = Duration.ZERO;
        Optional<Instant> left = Optional.empty();
        for (JobEvent event : events) {
            if (left.isEmpty()
                    && event.fact() instanceof Fact.StepStarted started
                    && started.step() == Step.DETACH_FROM_HOST) {
                left = Optional.of(event.at());
            } else if (left.isPresent() && event.fact() instanceof Fact.VolumeHome) {
                away = away.plus(Duration.between(left.get(), event.at()));
                left = Optional.empty();
            }
        }
        return left.isPresent() ? away.plus(Duration.between(left.get(), end)) : away;
    }

    private static List<Instant> at(List<JobEvent> events, Class<? extends Fact> kind) {
        return events.stream()
                .filter(event -> kind.isInstance(event.fact()))
                .map(JobEvent::at)
                .toList();
    }

    private static Map<Step, Duration> steps(List<JobEvent> events) {
        Map<Step, Duration> steps = new EnumMap<>(Step.class);
        events.forEach(event -> {
            if (event.fact() instanceof Fact.StepDone done) {
                steps.merge(done.step(), done.took(), Duration::plus);
            }
        });
        return steps;
    }
}
