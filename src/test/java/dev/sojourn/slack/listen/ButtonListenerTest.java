package dev.sojourn.slack.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.model.view.View;
import com.sun.net.httpserver.HttpServer;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.RecordingDesk;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackBot;
import dev.sojourn.slack.WishBook;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.HostDialog;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.note.DirectMessages;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.workspace.Envelope;
import dev.sojourn.slack.workspace.Inbox;
import dev.sojourn.slack.workspace.SlackFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks as Slack hands them over, and what the desk is asked then. */
class ButtonListenerTest {

    private static final Fact HELD = Occupants.held(Occupants.VIM, Occupants.BOBS_SHELL);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final RecordingDesk desk = new RecordingDesk();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final List<Long> drawnAnew = new CopyOnWriteArrayList<>();
    /** Of the message that is pressed; empty: it is in none. */
    private String thread = "";

    private HttpServer responseUrl;
    private Slack sdk;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final WishBook wishes = new WishBook();
    private Answers answers;
    private Intake intake;
    private App app;
    private Inbox inbox;

    @BeforeEach
    void start() throws IOException {
        responseUrl = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        responseUrl.createContext("/", exchange -> {
            answered.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        responseUrl.start();
        SlackConfig config = new SlackConfig();
        config.setProxyUrl(null);
        sdk = Slack.getInstance(config, SlackBot.client(config));
        ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());
        answers = new Answers(
                sdk,
                slack,
                words,
                new LogFile(slack, (job, limit) -> Optional.empty()),
                "/llvm-build",
                () -> Sample.START);
        intake = new Intake(wishes, answers, () -> Sample.START);
        JobForm newHost =
                new JobForm(slack, answers, intake, HostDialog.CALLBACK, desk::chooseHost, () -> Sample.START);
        ButtonListener listener = new ButtonListener(
                desk,
                (caller, instance) -> desk.endStray(caller, instance),
                ledger,
                new CardIndex(ledger, ledger),
                new JobForm(slack, answers, intake, DenyDialog.CALLBACK, desk::deny, () -> Sample.START),
                newHost,
                answers,
                intake,
                () -> Sample.START);
        app = new App(AppConfig.builder().build())
                .blockAction(Pattern.compile(".*"), new StaleCards(ledger, answers, drawnAnew::add, listener))
                .viewSubmission(HostDialog.CALLBACK, newHost);
        inbox = new Inbox(app, acknowledged::add);
    }

    @AfterEach
    void stop() throws Exception {
        inbox.stop(Duration.ofSeconds(5));
        answers.stop(Duration.ofSeconds(5));
        intake.stop(Duration.ofSeconds(5));
        app.executorService().shutdown();
        responseUrl.stop(0);
        sdk.close();
    }

    @Test
    void theButtonsOfAQuestionAskTheDeskForThePresserJobAndUser() throws SlackFault {
        String ts = askedBob();
        press(Sample.BOB, "DU0BOB", ts, "sojourn-wait", "42:1001");
        assertThat(desk.asked).containsExactly("U0BOB in DU0BOB: wait 42 for 1001");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-stop-holders", "42:1001");
        assertThat(desk.asked).last().isEqualTo("U0BOB in DU0BOB: stop 1001 for 42");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-cancel", "42:1001");
        assertThat(desk.asked).last().isEqualTo("U0BOB in DU0BOB: Cancel[job=Numbered[number=42]]");
    }

    @Test
    void aClickThatIsNotFromThatUsersNewestQuestionDoesNothing() throws SlackFault {
        String ts = askedBob();
        press(Sample.BOB, "DU0BOB", ts, "sojourn-stop-holders", "42:1000");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-stop-holders", "43:1001");
        press(Sample.BOB, "DU0BOB", "1.0", "sojourn-stop-holders", "42:1001");
        press(Sample.BOB, "C0BUILDS", ts, "sojourn-stop-holders", "42:1001");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-stop-holders", "42:1001;42:1000");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-cancel", "42");

        assertThat(desk.asked).isEmpty();
        assertThat(answered)
                .hasSize(6)
                .allSatisfy(said -> assertThat(said).contains("does nothing", "\"replace_original\":false"));
    }

    @Test
    void aCardsCancelIsNoQuestions() throws SlackFault {
        askedBob();
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        press(Sample.BOB, Sample.CHANNEL, "7.7", "sojourn-cancel", "42");
        press(Sample.BOB, Sample.CHANNEL, "7.7", "sojourn-cancel", "42:1001");

        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: Cancel[job=Numbered[number=42]]");
    }

    @Test
    void aBuilderThatNoJobOwnsIsNamedByItsButton() {
        press(Sample.ANN, "DU0ANN", "5.6", "sojourn-end-stray", "i-0123456789abcdef0");

        assertThat(desk.asked).containsExactly("U0ANN in DU0ANN: end stray i-0123456789abcdef0");
    }

    @Test
    void theButtonsOfACardAskTheDesk() {
        ledger.write(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE));
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        press(Sample.ANN, Sample.CHANNEL, "7.7", "sojourn-retry-tests", "42");
        press(Sample.ANN, Sample.CHANNEL, "7.7", "sojourn-remedy", "42");
        press(Sample.ANN, Sample.CHANNEL, "7.8", "sojourn-retry-tests", "42");

        assertThat(desk.asked).containsExactly("U0ANN in C0BUILDS: retry tests of 42", "U0ANN in C0BUILDS: remedy 42");
    }

    @Test
    void whatCanBeDoneAboutABuilderCanBePressedInTheThreadOfTheCardAndOfNoOther() {
        ledger.write(Sample.in(JobState.OUTBOUND, Step.LAUNCH_BUILDER));
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        thread = "7.7";
        press(Sample.ANN, Sample.CHANNEL, "7.9", "sojourn-try-now", "42");
        press(Sample.ANN, Sample.CHANNEL, "7.9", "sojourn-on-demand", "42");
        press(Sample.ANN, Sample.CHANNEL, "7.9", "sojourn-approve", "42");
        thread = "6.6";
        press(Sample.ANN, Sample.CHANNEL, "7.9", "sojourn-try-now", "42");

        assertThat(desk.asked).containsExactly("U0ANN in C0BUILDS: try 42 now", "U0ANN in C0BUILDS: take 42 on demand");
    }

    @Test
    void aButtonThatTheCardOughtNotToHaveAnyMoreIsAnsweredAndTheCardIsDrawnAnew() {
        desk.reply = new Reply.DecidedBefore(Sample.queued("main"));
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        press(Sample.BOB, Sample.CHANNEL, "7.7", "sojourn-cancel", "42");
        assertThat(drawnAnew).isEmpty();
        press(Sample.BOB, Sample.CHANNEL, "7.7", "sojourn-approve", "42");
        await().until(() -> !drawnAnew.isEmpty());

        assertThat(drawnAnew).containsExactly(42L);
        assertThat(desk.asked).last().isEqualTo("U0BOB in C0BUILDS: approve 42");
        assertThat(answered).last().asString().contains("was decided before");
    }

    @Test
    void aRefusalsRemedyIsForItsAskerAndIsPressedOnce() {
        Job refused = Sample.withRemedy();
        ledger.write(refused);
        press(Sample.BOB, Sample.CHANNEL, "5.5", "sojourn-remedy", "42");
        assertThat(desk.asked).isEmpty();
        press(Sample.ANN, Sample.CHANNEL, "5.5", "sojourn-remedy", "42");
        assertThat(answered).last().asString().contains("\"replace_original\":false");
        desk.reply = new Reply.Accepted(Sample.queued("main"));
        press(Sample.ANN, "DU0ANN", "5.6", "sojourn-remedy", "42");

        assertThat(desk.asked).hasSize(2).containsOnly("U0ANN in C0BUILDS: remedy 42");
        assertThat(answered).last().asString().contains("is accepted", "\"replace_original\":true");
    }

    @Test
    void aJobWithoutARemedyHasNoneToPress() {
        ledger.write(Sample.in(JobState.FAILED, Step.PREFLIGHT));
        press(Sample.ANN, Sample.CHANNEL, "5.5", "sojourn-remedy", "42");

        assertThat(desk.asked).isEmpty();
    }

    @Test
    void aClickThatCannotBeWrittenDownIsNotAcknowledgedAndThePresserIsTold() {
        ledger.write(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE));
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        press(Sample.ANN, Sample.CHANNEL, "7.7", "sojourn-again", "42");
        assertThat(acknowledged).hasSize(1);
        wishes.fill();
        press(Sample.ANN, Sample.CHANNEL, "7.7", "sojourn-again", "42");

        assertThat(answered).last().asString().contains("That was not taken");
        assertThat(acknowledged).hasSize(1);
        assertThat(desk.asked).containsExactly("U0ANN in C0BUILDS: again 42");
    }

    @Test
    void aNewHostIsNamedInAFormAndTheDeskIsAskedWhenItIsSent() {
        Job lost = Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST).with(draft -> draft.hostLost = true);
        ledger.write(lost);
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "7.7"));
        click(Sample.ANN, Sample.CHANNEL, "7.7", "sojourn-new-host", "42");
        await().until(() -> slack.dialogs.size() == 1);

        View form = slack.dialogs.get(0);
        assertThat(form.getPrivateMetadata()).isEqualTo("42 C0BUILDS");
        BlockLimits.assertKept(form.getBlocks(), 100);
        JsonObject payload = object("type", "view_submission");
        payload.add("user", object("id", Sample.ANN));
        payload.add("team", object("id", "T1"));
        JsonObject view = object("callback_id", form.getCallbackId());
        view.addProperty("type", "modal");
        view.addProperty("private_metadata", form.getPrivateMetadata());
        JsonObject line = object("type", "plain_text_input");
        line.addProperty("value", " i-0123456789abcdef0 ");
        view.add("state", object("values", object("line", object("line", line))));
        payload.add("view", view);
        take("e-form", payload);

        await().until(() -> !desk.asked.isEmpty());
        assertThat(desk.asked).containsExactly("U0ANN in C0BUILDS: bring the volume of 42 to i-0123456789abcdef0");
    }

    private String askedBob() throws SlackFault {
        ledger.write(Sample.in(JobState.OUTBOUND, Step.PREFLIGHT), HELD);
        new DirectMessages(slack, ledger, ledger).tell(42);
        return slack.to(Sample.BOB).get(0).ts();
    }

    /** Returns when it is answered. */
    private void press(String user, String channel, String ts, String action, String value) {
        int before = answered.size();
        click(user, channel, ts, action, value);
        await().until(() -> answered.size() > before);
    }

    private void click(String user, String channel, String ts, String action, String value) {
        JsonObject payload = new JsonObject();
        payload.addProperty("type", "block_actions");
        payload.add("user", object("id", user));
        payload.add("team", object("id", "T1"));
        JsonObject container = object("channel_id", channel);
        container.addProperty("message_ts", ts);
        if (!thread.isEmpty()) {
            container.addProperty("thread_ts", thread);
        }
        payload.add("container", container);
        payload.addProperty(
                "response_url", "http://127.0.0.1:" + responseUrl.getAddress().getPort() + "/");
        JsonObject pressed = object("action_id", action);
        pressed.addProperty("type", "button");
        pressed.addProperty("value", value);
        JsonArray actions = new JsonArray();
        actions.add(pressed);
        payload.add("actions", actions);
        take("e" + answered.size() + action + value + ts + channel, payload);
    }

    private void take(String id, JsonObject payload) {
        JsonObject frame = object("type", "interactive");
        frame.addProperty("envelope_id", id);
        frame.add("payload", payload);
        inbox.take(Envelope.read(frame.toString()).orElseThrow());
    }

    private static JsonObject object(String name, JsonObject value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    private static JsonObject object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }
}
