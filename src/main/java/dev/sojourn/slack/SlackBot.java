package dev.sojourn.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.util.http.SlackHttpClient;
import dev.sojourn.command.Budgets;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Menu;
import dev.sojourn.command.Rights;
import dev.sojourn.command.StrayDesk;
import dev.sojourn.job.Accepted;
import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Costs;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.Grants;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.PageLinks;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.Quiet;
import dev.sojourn.job.Stray;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.job.Watchers;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.card.Looks;
import dev.sojourn.slack.form.AheadDialog;
import dev.sojourn.slack.form.BuildForm;
import dev.sojourn.slack.form.DelegateDialog;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.FormListener;
import dev.sojourn.slack.form.HostDialog;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.home.HomeBoard;
import dev.sojourn.slack.home.HomeListener;
import dev.sojourn.slack.home.HomeSources;
import dev.sojourn.slack.home.HomeView;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.listen.BareCommand;
import dev.sojourn.slack.listen.ButtonListener;
import dev.sojourn.slack.listen.CommandListener;
import dev.sojourn.slack.listen.MentionListener;
import dev.sojourn.slack.listen.NotePresses;
import dev.sojourn.slack.listen.ShortcutListener;
import dev.sojourn.slack.listen.StaleCards;
import dev.sojourn.slack.listen.ViewPresses;
import dev.sojourn.slack.note.ApprovalNotes;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.note.DirectMessages;
import dev.sojourn.slack.note.StrayNotes;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.thread.Ends;
import dev.sojourn.slack.thread.Loudness;
import dev.sojourn.slack.thread.Poster;
import dev.sojourn.slack.thread.Teller;
import dev.sojourn.slack.thread.WatcherMessages;
import dev.sojourn.slack.thread.WeeklyNote;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.workspace.ConnectionState;
import dev.sojourn.slack.workspace.SeenLately;
import dev.sojourn.slack.workspace.SlackConnection;
import dev.sojourn.slack.workspace.SlackSettings;
import dev.sojourn.slack.workspace.SlackWorkspace;
import dev.sojourn.slack.workspace.WebApi;
import dev.sojourn.slack.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Sojourn in Slack: the connection with its listeners, the poster of cards and threads, and those of direct messages. */
public final class SlackBot {

    private static final int IDLE_CONNECTIONS = 5;
    private static final int IDLE_SECONDS = 20;

    private final SlackSettings settings;
    private final Slack slack;
    private final SlackConfig config;
    private final Answers answers;
    private final Intake intake;
    private final FormListener form;
    private final HomeBoard home;
    private final Poster poster;
    private final Poster directPoster;
    private final Poster approvalPoster;
    private final Poster watcherPoster;
    private final SlackConnection connection;
    private final StrayNotes strayNotes;
    private final WeeklyNote weeklyNote;

    /**
     * Reaches for nothing before {@link #start}.
     *
     * @param posting whether this process is the one that posts what happens: with several on one database, exactly one may
     * @throws IllegalArgumentException where {@link SlackSettings#problems} has any
     */
    public SlackBot(
            SlackSettings settings,
            Desk desk,
            Menu menu,
            Rights rights,
            Budgets budgets,
            StrayDesk strayDesk,
            JobStore store,
            Grants grants,
            VolumePlaces places,
            Cursors cursors,
            Accepted accepted,
            ProgressBoard board,
            BuildLog log,
            Watchers watchers,
            Quiet quiet,
            Ends ends,
            PageLinks pages,
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
        CommandParser mentionParser = new CommandParser("@" + settings.botName());
        CardIndex index = new CardIndex(store, cursors);
        this.answers = new Answers(slack, workspace, words, new LogFile(workspace, log), settings.commandName(), clock);
        this.intake = new Intake(accepted, answers, clock);
        JobForm denial = new JobForm(workspace, answers, intake, DenyDialog.CALLBACK, desk::deny, clock);
        JobForm newHost = new JobForm(
                workspace, answers, intake, HostDialog.CALLBACK, desk::chooseHost, clock, HostDialog::complaint);
        JobForm ahead = new JobForm(
                workspace,
                answers,
                intake,
                AheadDialog.CALLBACK,
                (caller, job, line) -> AheadDialog.sent(desk, caller, job, line),
                clock,
                AheadDialog::complaint);
        JobForm delegate = new JobForm(
                workspace,
                answers,
                intake,
                DelegateDialog.CALLBACK,
                desk::delegate,
                clock,
                chosen -> DelegateDialog.complaint(chosen, rights::approvers));
        ApprovalNotes notes = new ApprovalNotes(workspace, store, cursors, rights, quiet, clock);
        this.form = new FormListener(workspace, menu, desk, answers, intake, clock);
        this.home = new HomeBoard(
                workspace,
                new HomeSources(
                        store,
                        grants,
                        new SeenLately(places, clock),
                        board,
                        menu,
                        rights,
                        budgets,
                        () -> health(posting),
                        clock),
                settings.commandName(),
                clock);
        Teller.Sources sources = new Teller.Sources(store, cursors, board, log);
        Cards cards = new Cards(workspace, clock, settings.cardEvery(), pages, Looks.remembered(cursors));
        Teller teller = new Teller(
                workspace,
                sources,
                cards,
                rights::approversByName,
                settings.botName(),
                new Loudness(quiet, watchers::of, ends),
                clock);
        Poster telling = new Poster(teller, sources, posting, settings, clock);
        this.poster = telling;
        BlockActionHandler onCards = new StaleCards(
                store,
                answers,
                job -> {
                    cards.forget(job);
                    telling.hint(job);
                },
                new ButtonListener(desk, strayDesk::end, store, index, denial, newHost, answers, intake, clock));
        BlockActionHandler onViews = new ViewPresses(desk, store, form, denial, home, answers, intake, clock, onCards);
        BlockActionHandler presses =
                new NotePresses(desk, store, index, notes, denial, ahead, delegate, answers, intake, clock, onViews);
        CommandListener line = new CommandListener(parser, desk, answers, intake, words, clock);
        MentionListener mentions = new MentionListener(mentionParser, desk, index, answers, intake, words, clock);
        this.connection = new SlackConnection(
                slack,
                settings,
                () -> app().command(settings.commandName(), new BareCommand(form, line))
                        .blockAction(Pattern.compile(".*"), presses)
                        .globalShortcut(ShortcutListener.CALLBACK, new ShortcutListener(form))
                        .viewSubmission(AheadDialog.CALLBACK, ahead)
                        .viewSubmission(DelegateDialog.CALLBACK, delegate)
                        .viewSubmission(BuildForm.CALLBACK, form)
                        .viewSubmission(DenyDialog.CALLBACK, denial)
                        .viewSubmission(HostDialog.CALLBACK, newHost)
                        .event(AppMentionEvent.class, mentions)
                        .event(AppHomeOpenedEvent.class, new HomeListener(home)),
                clock);
        this.strayNotes = new StrayNotes(workspace, cursors, rights::approvers);
        this.weeklyNote = new WeeklyNote(workspace, cursors, clock);
        this.approvalPoster = new Poster(notes, sources, posting, settings, clock);
        this.directPoster =
                new Poster(new DirectMessages(workspace, store, cursors), sources, posting, settings, clock);
        this.watcherPoster = new Poster(
                new WatcherMessages(workspace, store, cursors, watchers, quiet, clock),
                sources,
                posting,
                settings,
                clock);
    }

    /** Returns at once; Slack need not be in reach. */
    public void start() {
        intake.start();
        connection.start();
        poster.start();
        directPoster.start();
        approvalPoster.start();
        watcherPoster.start();
        home.start();
    }

    private HomeView.Health health(BooleanSupplier posting) {
        return new HomeView.Health(state().connectedSince(), posting.getAsBoolean());
    }

    /** Tells the approvers of builders that no job owns; asks Slack, so it may take seconds. */
    public void tell(List<Stray> strays) {
        strayNotes.tell(strays);
    }

    /** Tells a channel once a week what builds cost; meant to be called every few minutes. */
    public void tellWeek(String channel, Costs costs) {
        weeklyNote.round(channel, costs);
    }

    /** Whom to tell how long each acknowledgement took, for metrics; before the start. */
    public void onAcknowledged(Consumer<Duration> listener) {
        connection.onAcknowledged(listener);
    }

    /** For health. */
    public ConnectionState state() {
        return connection.state();
    }

    /** Ends what is under way, the connection first: from then on Slack hands everything to others, or to the next start. */
    public void stop() throws Exception {
        try {
            connection.stop();
            form.stop(settings.drain());
            answers.stop(settings.drain());
            intake.stop(settings.drain());
            home.stop(settings.drain());
            poster.stop(settings.drain());
            directPoster.stop(settings.drain());
            approvalPoster.stop(settings.drain());
            watcherPoster.stop(settings.drain());
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
    public static SlackConfig config(SlackSettings settings) {
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
    public static SlackHttpClient client(SlackConfig config) {
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
