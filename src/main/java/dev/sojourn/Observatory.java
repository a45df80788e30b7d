package dev.sojourn;

import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.configuration.Configuration;
import dev.sojourn.handoff.GuestLogEnd;
import dev.sojourn.handoff.LiveBuilds;
import dev.sojourn.handoff.SeenPlaces;
import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.Stray;
import dev.sojourn.observe.CloudCalls;
import dev.sojourn.observe.HistoryReader;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Metrics;
import dev.sojourn.observe.Pulse;
import dev.sojourn.slack.card.CardLinks;
import dev.sojourn.slack.workspace.ConnectionState;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlPastJobs;
import dev.sojourn.web.Dashboard;
import dev.sojourn.web.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All that only looks on: metrics, the history, and the pages. Jobs would go on without it. */
final class Observatory implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final int LOG_BYTES = 16_000;
    private static final int MOST_UNTOLD = 200;

    /** The reader of events that tells them in Slack. */
    private static final String TELLER = "slack";

    private final Clock clock;
    private final Instant startedAt;
    private final Metrics metrics;
    private final CloudCalls calls;
    private volatile Optional<Pulse.Swept> swept = Optional.empty();
    private Optional<HistoryReader> history = Optional.empty();
    private Optional<Site> site = Optional.empty();

    Observatory(Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.metrics = new Metrics(clock);
        this.calls = new CloudCalls(metrics, clock);
    }

    /** What there is to look at. */
    record Watched(
            Configuration configuration,
            boolean loopback,
            Database database,
            JobStore store,
            Cursors cursors,
            LiveBuilds builds,
            AwsCloud aws,
            BuildLog log,
            Supplier<ConnectionState> slack,
            BooleanSupplier leads) {}

    CloudCalls calls() {
        return calls;
    }

    Metrics metrics() {
        return metrics;
    }

    Site site() {
        return site.orElseThrow();
    }

    /** For once, when all else is put together. */
    void open(Watched watched) {
        PastJobs past = new SqlPastJobs(watched.database());
        history = Optional.of(new HistoryReader(watched.store(), past, metrics, startedAt));
        Supplier<Pulse> pulse = () -> pulse(watched);
        metrics.watch(pulse, watched.store()::unfinished);
        site = Optional.of(new Site(
                watched.configuration().id(),
                watched.configuration().web().settings(watched.loopback()),
                new Dashboard.Sources(
                        watched.configuration().installation().volumes(),
                        watched.store(),
                        past,
                        watched.builds(),
                        new Lookout(new SeenPlaces(watched.aws().volumes()), LOOK_EVERY, clock),
                        new CardLinks(watched.cursors()),
                        watched.log(),
                        new GuestLogEnd(watched.aws().remoteShell(), LOG_BYTES),
                        pulse,
                        metrics::scrape),
                clock));
    }

    /** Writes the history; in the process that leads. */
    void history() {
        history.ifPresent(HistoryReader::round);
    }

    /** Notes what a sweep saw, and hands it on. */
    List<Stray> swept(List<Stray> strays) {
        swept = Optional.of(new Pulse.Swept(clock.instant(), List.copyOf(strays)));
        return strays;
    }

    private Pulse pulse(Watched watched) {
        ConnectionState slack = watched.slack().get();
        return new Pulse(
                startedAt,
                watched.leads().getAsBoolean(),
                new Pulse.Slack(slack.connectedSince(), slack.lastEnvelopeAt(), slack.lastProblem()),
                watched.database().problem(),
                calls.standing(),
                swept,
                watched.cursors().behind(TELLER, MOST_UNTOLD).size());
    }

    @Override
    public void close() {
        site.ifPresent(Site::close);
    }
}
