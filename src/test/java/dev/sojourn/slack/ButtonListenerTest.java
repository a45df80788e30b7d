package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.sun.net.httpserver.HttpServer;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
    private HttpServer responseUrl;
    private Slack sdk;
    private Answers answers;
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
        answers = new Answers(sdk, slack, words, "/llvm-build", () -> Sample.START);
        ButtonListener listener = new ButtonListener(
                desk, ledger, new CardIndex(ledger, ledger), new DenyDialog(slack, desk, answers), answers);
        app = new App(AppConfig.builder().build()).blockAction(Pattern.compile(".*"), listener);
        inbox = new Inbox(app, frame -> {});
    }

    @AfterEach
    void stop() throws Exception {
        inbox.stop(Duration.ofSeconds(5));
        answers.stop(Duration.ofSeconds(5));
        app.executorService().shutdown();
        responseUrl.stop(0);
        sdk.close();
    }

    @Test
    void theButtonsOfAQuestionAskTheDeskForThePresserJobAndUser() throws SlackFault {
        String ts = askedBob();
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-wait", "42:1001");
        assertThat(desk.asked).containsExactly("U0BOB in DU0BOB: wait 42 for 1001");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-stop", "42:1001");
        assertThat(desk.asked).last().isEqualTo("U0BOB in DU0BOB: stop 1001 for 42");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-cancel", "42:1001");
        assertThat(desk.asked).last().isEqualTo("U0BOB in DU0BOB: Cancel[job=Optional[42]]");
    }

    @Test
    void aClickThatIsNotFromThatUsersNewestQuestionDoesNothing() throws SlackFault {
        String ts = askedBob();
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-stop", "42:1000");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-stop", "43:1001");
        press(Sample.BOB, "DU0BOB", "1.0", "sojourn-holders-stop", "42:1001");
        press(Sample.BOB, "C0BUILDS", ts, "sojourn-holders-stop", "42:1001");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-holders-stop", "42:1001; 42:1000");
        press(Sample.BOB, "DU0BOB", ts, "sojourn-cancel", "42");

        assertThat(desk.asked).isEmpty();
        assertThat(answered)
                .hasSize(6)
                .first()
                .asString()
                .contains("This question is not open any more", "\"replace_original\":false");
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

    private String askedBob() throws SlackFault {
        ledger.write(Sample.in(JobState.OUTBOUND, Step.PREFLIGHT), HELD);
        new DirectMessages(slack, ledger, ledger).tell(42);
        return slack.to(Sample.BOB).get(0).ts();
    }

    /** Returns when it is answered. */
    private void press(String user, String channel, String ts, String action, String value) {
        int before = answered.size();
        JsonObject payload = new JsonObject();
        payload.addProperty("type", "block_actions");
        payload.add("user", object("id", user));
        payload.add("team", object("id", "T1"));
        JsonObject container = object("channel_id", channel);
        container.addProperty("message_ts", ts);
        payload.add("container", container);
        payload.addProperty(
                "response_url", "http://127.0.0.1:" + responseUrl.getAddress().getPort() + "/");
        JsonObject pressed = object("action_id", action);
        pressed.addProperty("type", "button");
        pressed.addProperty("value", value);
        JsonArray actions = new JsonArray();
        actions.add(pressed);
        payload.add("actions", actions);
        JsonObject frame = object("type", "interactive");
        frame.addProperty("envelope_id", "e" + before + action + value + ts + channel);
        frame.add("payload", payload);
        inbox.take(Envelope.read(frame.toString()).orElseThrow());
        await().until(() -> answered.size() > before);
    }

    private static JsonObject object(String name, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }
}
