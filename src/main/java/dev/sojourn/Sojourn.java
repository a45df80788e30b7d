package dev.sojourn;

import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.cloud.aws.AwsEndpoints;
import dev.sojourn.command.BuildDesk;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.handoff.Driver;
import dev.sojourn.handoff.GuestLog;
import dev.sojourn.handoff.GuestSlots;
import dev.sojourn.handoff.LiveBuilds;
import dev.sojourn.handoff.Observer;
import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.Sweep;
import dev.sojourn.job.Job;
import dev.sojourn.slack.CardLinks;
import dev.sojourn.slack.ConnectionState;
import dev.sojourn.slack.SlackBot;
import dev.sojourn.slack.SlackSettings;
import dev.sojourn.store.Database;
import dev.sojourn.store.Engine;
import dev.sojourn.store.SqlCursors;
import dev.sojourn.store.SqlJobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole bot, put together. Starting and stopping it is all that there is to know. */
final class Sojourn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sojourn.class);
    private static final int JOBS_AT_ONCE = 8;
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final SqlJobStore store;
    private final AwsCloud aws;
    private final Engine engine;
    private final Driver driver;
    private final SlackBot slack;
    private final Rounds rounds = new Rounds();
    private final Observer observer;
    private final Sweep sweep;
    private final Duration observeEvery;

    Sojourn(Surroundings surroundings, Configuration configuration, Clock clock) {
        SlackSettings settings = slackSettings(surroundings, configuration);
        database = Database.open(surroundings.dataFolder());
        store = new SqlJobStore(database);
        aws = AwsCloud.at(
                new AwsEndpoints(surroundings.ec2(), surroundings.ssm(), configuration.region()),
                (service, action, took, errorCode) -> LOG.trace("{} {} {} {}", service, action, took, errorCode));
        Cloud cloud = new Cloud(aws.volumes(), aws.instances(), aws.remoteShell(), aws.prices());
        LiveBuilds builds = new LiveBuilds();
        observeEvery = configuration.timing().observeEvery();

        engine = new Engine(database, JOBS_AT_ONCE, clock);
        SqlCursors cursors = new SqlCursors(database);
        driver = new Driver(
                configuration.id(),
                cloud,
                store,
                engine,
                builds,
                new CardLinks(cursors),
                configuration.timing(),
                clock);
        observer = new Observer(cloud, store, engine, builds, configuration.timing(), clock);
        sweep = new Sweep(configuration.id(), cloud, store, clock);
        BuildDesk desk = new BuildDesk(
                configuration.installation(),
                configuration.policy(),
                new Offers(cloud, configuration.prices()),
                store,
                engine,
                builds,
                new GuestSlots(aws.remoteShell()),
                configuration.timing().holdersWait(),
                clock);
        slack = new SlackBot(
                settings, desk, store, cursors, builds, new GuestLog(aws.remoteShell()), () -> true, clock);
    }

    private static SlackSettings slackSettings(Surroundings surroundings, Configuration configuration) {
        SlackSettings usual =
                SlackSettings.of(surroundings.slackApi(), surroundings.botToken(), surroundings.appToken());
        SlackSettings settings = new SlackSettings(
                usual.apiUrl(),
                usual.botToken(),
                usual.appToken(),
                configuration.command(),
                usual.botName(),
                configuration.policy().approvers().stream().sorted().toList(),
                usual.cardEvery(),
                configuration.slack().retryFirst(),
                configuration.slack().retryLongest(),
                usual.drain());
        if (!settings.problems().isEmpty()) {
            Problems problems = new Problems();
            settings.problems().forEach(problem -> problems.add("slack", problem));
            throw new Problems.Unusable("(environment)", problems);
        }
        return settings;
    }

    /** Takes up every job that is not over, then looks, then talks. Returns at once, also where Slack is out of reach. */
    void start() {
        engine.start(driver::drive);
        List<Job> unfinished = wakeAll();
        if (!unfinished.isEmpty()) {
            LOG.info(
                    "Going on with {}",
                    String.join(", ", unfinished.stream().map(Job::label).toList()));
        }
        rounds.every(observeEvery, "observer", observer::round);
        rounds.every(WATCH_EVERY, "watch on the database", new StoreWatch(database::problem, this::wakeAll));
        rounds.every(SWEEP_EVERY, "sweep", sweep::round);
        slack.start();
    }

    private List<Job> wakeAll() {
        List<Job> unfinished = store.unfinished();
        unfinished.forEach(job -> engine.now(job.number()));
        return unfinished;
    }

    ConnectionState slack() {
        return slack.state();
    }

    Optional<String> databaseProblem() {
        return database.problem();
    }

    boolean databaseAnswers() {
        return database.answers();
    }

    /** Ends the calls under way; jobs go on at the next start. */
    @Override
    public void close() {
        stopSlack();
        rounds.close();
        engine.close();
        aws.close();
        database.close();
    }

    /** Slack's SDK throws what it likes on closing; the jobs' own parts must still end in order. */
    private void stopSlack() {
        try {
            slack.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.warn("The connection to Slack did not end cleanly", failed);
        }
    }
}
