package dev.sojourn;

import dev.sojourn.cli.Diagnosis;
import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.cloud.aws.AwsEndpoints;
import dev.sojourn.command.Budgets;
import dev.sojourn.command.BuildDesk;
import dev.sojourn.command.ChoicesDesk;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Menu;
import dev.sojourn.command.Rights;
import dev.sojourn.command.Sources;
import dev.sojourn.command.StrayDesk;
import dev.sojourn.configuration.Configuration;
import dev.sojourn.configuration.LiveConfiguration;
import dev.sojourn.configuration.Problems;
import dev.sojourn.configuration.Surroundings;
import dev.sojourn.doctor.Doctor;
import dev.sojourn.handoff.Adoption;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.handoff.Driver;
import dev.sojourn.handoff.GuestLog;
import dev.sojourn.handoff.GuestLogEnd;
import dev.sojourn.handoff.GuestSlots;
import dev.sojourn.handoff.LiveBuilds;
import dev.sojourn.handoff.Observer;
import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.SeenPlaces;
import dev.sojourn.handoff.Sweep;
import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Costs;
import dev.sojourn.job.Grants;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.observe.Audit;
import dev.sojourn.observe.CostBook;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.SlackBot;
import dev.sojourn.slack.UserGroups;
import dev.sojourn.slack.card.CardLinks;
import dev.sojourn.slack.workspace.ConnectionState;
import dev.sojourn.slack.workspace.SlackSettings;
import dev.sojourn.store.Database;
import dev.sojourn.store.Drain;
import dev.sojourn.store.Engine;
import dev.sojourn.store.Leadership;
import dev.sojourn.store.SpotCheck;
import dev.sojourn.store.SqlAccepted;
import dev.sojourn.store.SqlCursors;
import dev.sojourn.store.SqlGrants;
import dev.sojourn.store.SqlJobStore;
import dev.sojourn.store.SqlQuiet;
import dev.sojourn.store.SqlWatchers;
import dev.sojourn.store.StoreCheck;
import dev.sojourn.web.Links;
import dev.sojourn.web.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole bot, put together. Starting and stopping it is all that there is to know. */
public final class Sojourn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sojourn.class);
    private static final int JOBS_AT_ONCE = 8;
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final Duration HISTORY_EVERY = Duration.ofSeconds(5);
    private static final Duration WEEK_EVERY = Duration.ofMinutes(5);
    private static final Duration ADOPT_EVERY = Duration.ofSeconds(20);

    private static final Duration MISSED_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final SqlJobStore store;
    private final AwsCloud aws;
    private final Engine engine;
    private final Replica replica;
    private final Observer observer;
    private final Sweep sweep;
    private final Adoption adoption;
    private final Duration observeEvery;
    private final SlackBot slack;
    private final Observatory observatory;
    private final SpotWeather weather;
    private final Costs costs;
    private final UserGroups groups;
    private final Optional<String> weekly;
    private final LiveConfiguration live;
    private final Rounds following = new Rounds(1);

    public Sojourn(Surroundings surroundings, LiveConfiguration live) {
        this.live = live;
        Configuration configuration = live.get();
        SlackSettings settings = slackSettings(surroundings, configuration);
        database = surroundings
                .databaseUrl()
                .map(Database::connect)
                .orElseGet(() -> Database.open(surroundings.dataFolder()));
        Clock clock = database.clock();
        observatory = new Observatory(clock);
        Leadership leadership = database.leadership();
        BooleanSupplier mayAct = () -> leadership.covers(AwsCloud.longestChange());
        store = new SqlJobStore(database);
        JobStore driven = store.writtenBy(leadership);
        aws = AwsCloud.at(
                new AwsEndpoints(surroundings.ec2(), surroundings.ssm(), configuration.region()),
                observatory.calls()::counted,
                clock);
        groups = UserGroups.of(configuration.groups(), settings, clock);
        Cloud cloud = new Cloud(aws.volumes(), aws.instances(), aws.remoteShell(), aws.prices());
        LiveBuilds builds = new LiveBuilds();
        engine = new Engine(database, JOBS_AT_ONCE);
        SqlCursors cursors = new SqlCursors(database);
        weather = new SpotWeather(store, configuration.spot());
        Driver driver = new Driver(
                configuration.id(),
                cloud,
                driven,
                engine,
                builds,
                new CardLinks(cursors),
                weather,
                configuration.timing(),
                configuration.policy().caps(),
                mayAct,
                clock);
        engine.drives(job -> JobContext.in(job, () -> driver.drive(job)));
        observer = new Observer(cloud, store, engine, builds, configuration.timing(), clock);
        sweep = new Sweep(configuration.id(), cloud, store, configuration.strays(), configuration.prices(), clock);
        adoption = new Adoption(
                configuration.id(), cloud, driven, engine, configuration.wards(), configuration.prices(), clock);
        replica = new Replica(leadership, mayAct, engine, store);
        observeEvery = configuration.timing().observeEvery();
        Grants grants = new SqlGrants(database);
        Offers offers = new Offers(cloud, configuration.prices());
        SqlQuiet quiet = new SqlQuiet(database);
        SqlWatchers watchers = new SqlWatchers(database);
        costs = new CostBook(store, configuration.types(), clock);
        weekly = configuration.slack().weekly();
        SeenPlaces places = new SeenPlaces(aws.volumes());
        Sources sources = new Sources(
                offers,
                weather,
                builds,
                new GuestSlots(aws.remoteShell()),
                places,
                new GuestLogEnd(aws.remoteShell()),
                watchers,
                new AuditFiles(new Audit(store)),
                costs,
                quiet);
        Desk desk = Following.each(
                Desk.class,
                live,
                now -> new BuildDesk(
                        now.installation(),
                        known(now),
                        sources,
                        store,
                        grants,
                        engine,
                        now.timing().holdersWait(),
                        () -> doctor(surroundings, now, settings, clock).examine(),
                        Drain.of(database)::isOn,
                        clock));
        BuildLog log = new GuestLog(aws.remoteShell());
        slack = new SlackBot(
                settings,
                desk,
                Following.each(
                        Menu.class,
                        live,
                        now -> new ChoicesDesk(now.installation(), known(now), now.prices(), offers, store)),
                new Rights(this::policy),
                new Budgets(configuration.policy().caps(), store, clock),
                new StrayDesk(this::policy, sweep),
                store,
                grants,
                places,
                cursors,
                new SqlAccepted(database),
                builds,
                log,
                watchers,
                quiet,
                configuration.slack().ends(),
                new Links(configuration.web().settings(surroundings.loopback())),
                leadership::leadsNow,
                clock);
        observatory.open(new Observatory.Watched(
                configuration,
                surroundings.loopback(),
                database,
                store,
                cursors,
                builds,
                aws,
                log,
                slack::state,
                leadership::leadsNow));
        slack.onAcknowledged(observatory.metrics()::acknowledged);
    }

    /** The one in force now. */
    private Policy policy() {
        return known(live.get());
    }

    private Policy known(Configuration now) {
        return now.policy().knowing(groups::members);
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

    private Doctor doctor(Surroundings surroundings, Configuration configuration, SlackSettings settings, Clock clock) {
        return Diagnosis.of(
                surroundings,
                configuration,
                settings,
                aws,
                () -> Optional.of(slack.state()),
                () -> Stream.of(new StoreCheck(database), new SpotCheck(weather, clock))
                        .flatMap(check -> check.look().stream())
                        .toList(),
                Optional.of(Diagnosis.builtBefore(store)),
                clock,
                live.check());
    }

    /** Returns at once, also where Slack is out of reach. */
    public void start() {
        groups.start();
        replica.start();
        replica.watch(WATCH_EVERY, database::problem);
        following.every(WATCH_EVERY, "configuration", live);
        replica.everyWhileLeading(observeEvery, "observer", observer::round);
        replica.everyWhileLeading(MISSED_EVERY, "missed wakes", engine::wakeChanged);
        replica.everyWhileLeading(SWEEP_EVERY, "sweep", () -> slack.tell(observatory.swept(sweep.round())));
        replica.everyWhileLeading(ADOPT_EVERY, "adoption", adoption::round);
        replica.everyWhileLeading(HISTORY_EVERY, "history", observatory::history);
        weekly.ifPresent(
                channel -> replica.everyWhileLeading(WEEK_EVERY, "weekly line", () -> slack.tellWeek(channel, costs)));
        slack.start();
    }

    /** The pages; for a router. */
    Site site() {
        return observatory.site();
    }

    public ConnectionState slack() {
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
        following.close();
        observatory.close();
        stopSlack();
        groups.close();
        replica.close();
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
