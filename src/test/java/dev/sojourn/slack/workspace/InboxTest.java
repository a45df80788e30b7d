package dev.sojourn.slack.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final App app = new App(AppConfig.builder().build())
            .command("/fine", (request, context) -> {
                handled.incrementAndGet();
                return context.ack("well");
            })
            .command("/slow", (request, context) -> {
                await().until(() -> slow.getCount() == 0);
                return context.ack("at last");
            })
            .command("/broken", (request, context) -> {
                throw new IllegalStateException("a defect");
            });
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final Inbox inbox = new Inbox(app, answers::add, waits::add);

    @AfterEach
    void stop() throws InterruptedException {
        slow.countDown();
        inbox.stop(Duration.ofSeconds(5));
        app.executorService().shutdown();
    }

    @Test
    void aCommandIsAcknowledgedWithWhatItsListenerSays() {
        take(command("e1", "/fine"));

        assertThat(text(answer(0))).isEqualTo("well");
        assertThat(answer(0).get("envelope_id").getAsString()).isEqualTo("e1");
    }

    @Test
    void howLongEachAcknowledgementTookIsToldForMetrics() {
        take(command("e1", "/fine"));
        take(command("e2", "/broken"));

        await().until(() -> waits.size() == 2);
        assertThat(waits).allMatch(took -> !took.isNegative() && took.compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void aListenerThatFailsIsAcknowledgedAllTheSame() {
        take(command("e1", "/broken"));

        assertThat(text(answer(0))).startsWith("That could not be dealt with here");
    }

    @Test
    void whatNobodyListensForAndWhatNobodyKnowsIsAcknowledged() {
        take(command("e1", "/unheard-of"));
        assertThat(answer(0).get("envelope_id").getAsString()).isEqualTo("e1");
        take("{\"type\":\"tomorrows_feature\",\"envelope_id\":\"e2\",\"payload\":{\"a\":1}}");
        assertThat(answer(1).get("envelope_id").getAsString()).isEqualTo("e2");
        take("{\"type\":\"interactive\",\"envelope_id\":\"e3\",\"payload\":null}");
        assertThat(answer(2)).isEqualTo(JsonParser.parseString("{\"envelope_id\":\"e3\"}"));
    }

    @Test
    void aRedeliveryIsAcknowledgedAndNotDealtWithAgain() {
        take(command("e1", "/fine"));
        take(command("e1", "/fine"));

        await().until(() -> answers.size() == 2);
        assertThat(handled).hasValue(1);
    }

    @Test
    void theSameActInAnotherEnvelopeIsAcknowledgedAndNotDealtWithAgain() {
        take(command("e1", "/fine"));
        take(command("e1", "/fine").replace("\"envelope_id\":\"e1\"", "\"envelope_id\":\"e9\""));

        await().until(() -> answers.size() == 2);
        assertThat(List.of(answer(0), answer(1)))
                .extracting(answer -> answer.get("envelope_id").getAsString())
                .containsExactlyInAnyOrder("e1", "e9");
        assertThat(handled).hasValue(1);
    }

    @Test
    void aSlowListenerHoldsNobodyUp() {
        take(command("e1", "/slow"));
        take(command("e2", "/fine"));

        assertThat(text(answer(0))).isEqualTo("well");
        slow.countDown();
        assertThat(text(answer(1))).isEqualTo("at last");
    }

    @Test
    void whatIsUnderWayEndsBeforeTheStopAndLaterCommandsAreToldSo() throws InterruptedException {
        take(command("e1", "/slow"));
        slow.countDown();
        inbox.stop(Duration.ofSeconds(5));
        take(command("e2", "/fine"));
        take("{\"type\":\"events_api\",\"envelope_id\":\"e3\",\"payload\":{\"event_id\":\"Ev1\"}}");

        assertThat(text(answer(0))).isEqualTo("at last");
        assertThat(text(answer(1))).startsWith("Sojourn is just being restarted");
        assertThat(answers).as("Slack delivers the event again, to another").hasSize(2);
        assertThat(handled).hasValue(0);
    }

    @Test
    void framesThatAreNoneAreSeenToBeNone() {
        assertThat(Envelope.read("not json {")).isEmpty();
        assertThat(Envelope.read("[1]")).isEmpty();
        assertThat(Envelope.read("{\"type\":\"hello\",\"num_connections\":1}"))
                .hasValueSatisfying(hello -> assertThat(hello.id()).isEmpty());
    }

    private void take(String frame) {
        inbox.take(Envelope.read(frame).orElseThrow());
    }

    private JsonObject answer(int number) {
        await().until(() -> answers.size() > number);
        return JsonParser.parseString(answers.get(number)).getAsJsonObject();
    }

    private static String text(JsonObject answer) {
        return answer.getAsJsonObject("payload").get("text").getAsString();
    }

    private static String command(String id, String name) {
        return """
                {"type":"slash_commands","envelope_id":"%s","accepts_response_payload":true,"payload":{
                "token":"t","team_id":"T1","channel_id":"C1","user_id":"U1","command":"%s","text":"main",
                "is_enterprise_install":"false","trigger_id":"1.2.%s","response_url":"http://127.0.0.1:1/"}}""".formatted(id, name, id);
    }
}
