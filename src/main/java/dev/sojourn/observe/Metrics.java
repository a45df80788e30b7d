package dev.sojourn.observe;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.PastJob;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Figures for Prometheus. Counters begin with the process, as Prometheus expects; each job is counted once, by the process that
 * writes its line of the history. Gauges are read when Prometheus asks.
 */
public final class Metrics {

    /** From a second to hours: steps and builds, alike. */
    private static final Duration[] BOUNDS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(45),
        Duration.ofHours(2)
    };

    private static final Duration[] ACK_BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InstantSource clock;

    public Metrics(InstantSource clock) {
        this.clock = clock;
        new UptimeMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        registry.counter("sojourn.builders.lost");
        ackTimer();
    }

    /** Adds what is read when Prometheus asks. For once. */
    public void watch(Supplier<Pulse> pulse, Supplier<List<Job>> unfinished) {
        Standing standing = new Standing(pulse, unfinished, clock);
        for (JobState state : JobState.values()) {
            if (!state.isTerminal()) {
                gauge(
                        "sojourn.jobs",
                        "Jobs that have not ended, by state",
                        standing,
                        now -> now.in(state),
                        Tag.of("state", word(state)));
            }
        }
        gauge(
                "sojourn.oldest.waiting",
                "Age of the job that waits longest, in seconds",
                standing,
                Standing::oldestWaiting);
        gauge(
                "sojourn.stuck.detaches",
                "Volumes whose detach takes longer than two minutes",
                standing,
                Standing::stuckDetaches);
        gauge("sojourn.outbox.jobs", "Jobs with news that Slack has not taken yet", standing, Standing::untold);
        gauge(
                "sojourn.outbox.lag",
                "How long Slack has had news outstanding, in seconds",
                standing,
                Standing::outboxLag);
        gauge("sojourn.slack.connected", "1 while Slack is connected", standing, Standing::slackConnected);
        gauge("sojourn.database.usable", "1 while jobs can be written down", standing, Standing::databaseUsable);
        gauge("sojourn.leads", "1 in the process that drives jobs", standing, Standing::leads);
        gauge("sojourn.orphans", "Builders that belong to no job", standing, Standing::orphans);
    }

    private void gauge(String name, String words, Standing standing, ToDoubleFunction<Standing> read, Tag... tags) {
        Gauge.builder(name, standing, read)
                .description(words)
                .tags(List.of(tags))
                .strongReference(true)
                .register(registry);
    }

    /** A job has ended and has its line in the history. */
    public void ended(PastJob job, List<JobEvent> events) {
        String profile = job.profile();
        registry.counter("sojourn.jobs.ended", "profile", profile, "outcome", word(job.outcome()))
                .increment();
        job.cost()
                .ifPresent(cost -> registry.counter("sojourn.spend.dollars", "profile", profile)
                        .increment(cost.dollars().doubleValue()));
        job.steps()
                .forEach((step, took) -> timer(
                                "sojourn.step", "step", step.name().toLowerCase(Locale.ROOT))
                        .record(took));
        job.build()
                .ifPresent(took -> timer(
                                "sojourn.build", "profile", profile, "kind", job.clean() ? "clean" : "incremental")
                        .record(took));
        if (!job.busy().isZero()) {
            timer("sojourn.overhead", "profile", profile).record(job.overhead());
        }
        if (!job.away().isZero()) {
            timer("sojourn.away", "profile", profile).record(job.away());
        }
        for (JobEvent event : events) {
            if (event.fact() instanceof Fact.RungRefused refused) {
                registry.counter(
                                "sojourn.launches.refused",
                                "type",
                                refused.rung().label())
                        .increment();
            } else if (event.fact() instanceof Fact.BuilderLost) {
                registry.counter("sojourn.builders.lost").increment();
            } else if (event.fact() instanceof Fact.AttentionNeeded) {
                Counter.builder("sojourn.attention")
                        .tag("profile", profile)
                        .register(registry)
                        .increment();
            }
        }
    }

    void call(String service, String action, String outcome, Duration took) {
        registry.timer("sojourn.aws.calls", "service", service, "action", action, "outcome", outcome)
                .record(took);
    }

    /** Slack handed something over, and has its acknowledgement. */
    public void acknowledged(Duration took) {
        ackTimer().record(took);
    }

    private Timer ackTimer() {
        return Timer.builder("sojourn.slack.acks")
                .description("From an envelope of Slack to its acknowledgement; Slack gives three seconds")
                .serviceLevelObjectives(ACK_BOUNDS)
                .register(registry);
    }

    private Timer timer(String name, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BOUNDS).register(registry);
    }

    /** All figures, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    private static String word(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
