package dev.sojourn.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.util.http.SlackHttpClient;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Desk;
import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.ProgressBoard;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Sojourn in Slack: the connection with its listeners, the poster of cards and threads, and that of direct messages. */
public final class SlackBot {

    private static final int IDLE_CONNECTIONS = 5;
    private static final int IDLE_SECONDS = 20;

    private final SlackSettings settings;
    private final Slack slack;
    private final SlackConfig config;
    private final Answers answers;
    private final Poster poster;
    private final Poster directPoster;
    private final SlackConnection connection;

    /**
     * Reaches for nothing before {@link #start}.
     *
     * @param posting whether this process is the one that posts what happens: with several on one database, exactly one may
     * @throws IllegalArgumentException where {@link SlackSettings#problems} has any
     */
    public SlackBot(
            SlackSettings settings,
            Desk desk,
            JobStore store,
            Cursors cursors,
            ProgressBoard board,
            BuildLog log,
            BooleanSupplier posting,
            InstantSource clock) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        this.settings = settings;
        this.config = config(settings);
        this.slack = Slack.getInstance(config, client(config));
        Workspace workspace = new SlackWorkspace(new WebApi(slack.methods(settings.botToken()), clock));
        ReplyText words = new ReplyText(settings.commandName(), job -> new History(store.events(job.number(), 0)));
        CommandParser parser = new CommandParser(settings.commandName());
        CardIndex index = new CardIndex(store, cursors);
        this.answers = new Answers(slack, workspace, words, settings.commandName(), clock);
        JobForm denial = new JobForm(workspace, answers, desk::deny);
        JobForm newHost = new JobForm(workspace, answers, desk::chooseHost);
        this.connection = new SlackConnection(
                slack,
                settings,
                () -> app().command(settings.commandName(), new CommandListener(parser, desk, answers, words))
                        .blockAction(
                                Pattern.compile(".*"), new ButtonListener(desk, store, index, denial, newHost, answers))
                        .viewSubmission(DenyDialog.CALLBACK, denial)
                        .viewSubmission(HostDialog.CALLBACK, newHost)
                        .event(AppMentionEvent.class, new MentionListener(parser, desk, index, answers, words))
                        .event(
                                AppHomeOpenedEvent.class,
                                new HomeListener(workspace, store, board, answers, settings.commandName(), clock)),
                clock);
        Teller.Sources sources = new Teller.Sources(store, cursors, board, log);
        Teller teller = new Teller(
                workspace,
                sources,
                new Cards(workspace, clock, settings.cardEvery()),
                settings.approvers(),
                settings.botName(),
                clock);
        this.poster = new Poster(teller, sources, posting, settings, clock);
        this.directPoster =
                new Poster(new DirectMessages(workspace, store, cursors), sources, posting, settings, clock);
    }

    /** Returns at once; Slack need not be in reach. */
    public void start() {
        connection.start();
        poster.start();
        directPoster.start();
    }

    /** For health. */
    public ConnectionState state() {
        return connection.state();
    }

    /** Ends what is under way, the connection first: from then on Slack hands everything to others, or to the next start. */
    public void stop() throws Exception {
        try {
            connection.stop();
            answers.stop(settings.drain());
            poster.stop(settings.drain());
            directPoster.stop(settings.drain());
        } finally {
            config.close();
            slack.close();
        }
    }

    /** Asks Slack first: the App itself calls a Slack that cannot be reached an invalid token. */
    private App app() throws IOException, SlackApiException {
        slack.methods(settings.botToken()).authTest(request -> request);
        return new App(AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(settings.botToken())
                .authTestCacheEnabled(true)
                // Within the three seconds of a request nobody is asked again who we are.
                .authTestCacheExpirationMillis(-1)
                .allEventsApiAutoAckEnabled(true)
                .build());
    }

    /** Statistics off: they serve the asynchronous client alone, and hand the app token to auth.test. */
    private static SlackConfig config(SlackSettings settings) {
        SlackConfig config = new SlackConfig();
        config.setStatsEnabled(false);
        settings.apiUrl().ifPresent(url -> {
            String address = url.toString();
            config.setMethodsEndpointUrlPrefix(address.endsWith("/") ? address : address + "/");
        });
        if (settings.isLoopback()) {
            config.setProxyUrl(null);
        }
        return config;
    }

    /**
     * Repeats nothing by itself: a message whose answer was lost may be there, and is looked for before it is posted again.
     * Idle connections are given up before Slack does.
     */
    static SlackHttpClient client(SlackConfig config) {
        OkHttpClient client = SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .build();
        SlackHttpClient http = new SlackHttpClient(client);
        http.setConfig(config);
        return http;
    }
}
