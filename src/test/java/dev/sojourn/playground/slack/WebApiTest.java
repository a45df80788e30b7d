package dev.sojourn.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebApiTest {
    private static final String HELLO = "channel=C0000COMPILE&text=hello";

    @TempDir
    Path folder;

    private LocalSlack slack;

    @BeforeEach
    void open() throws Exception {
        slack = new LocalSlack(folder);
    }

    @AfterEach
    void close() throws Exception {
        slack.close();
    }

    @Test
    void whatWasSaidIsThereAfterARestart() throws Exception {
        String ts = slack.call("chat.postMessage", HELLO).path("ts").asText();
        slack.call("chat.update", "channel=C0000COMPILE&text=changed&ts=" + ts);
        slack.close();
        slack = new LocalSlack(folder);
        assertThat(messages()).hasSize(1);
        assertThat(messages().path(0).path("text").asText()).isEqualTo("changed");
        assertThat(messages().path(0).path("edited").isObject()).isTrue();
    }

    @Test
    void metadataIsReadBackOnlyWhereItIsAskedFor() throws Exception {
        slack.call("chat.postMessage", HELLO + "&metadata={\"event_type\":\"job\",\"event_payload\":{\"job_id\":7}}");
        JsonNode without = slack.call("conversations.history", "channel=C0000COMPILE");
        assertThat(without.path("messages").path(0).has("metadata")).isFalse();
        JsonNode with = slack.call("conversations.history", "channel=C0000COMPILE&include_all_metadata=1");
        assertThat(with.path("messages")
                        .path(0)
                        .path("metadata")
                        .path("event_payload")
                        .path("job_id")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void repliesAreCountedAtTheirParentAndStayOutOfTheChannel() throws Exception {
        String ts = slack.call("chat.postMessage", HELLO).path("ts").asText();
        slack.call("chat.postMessage", "channel=C0000COMPILE&text=reply&thread_ts=" + ts);
        JsonNode history = slack.call("conversations.history", "channel=C0000COMPILE");
        assertThat(history.path("messages")).hasSize(1);
        assertThat(history.path("messages").path(0).path("reply_count").asInt()).isEqualTo(1);
        assertThat(slack.call("conversations.replies", "channel=C0000COMPILE&ts=" + ts)
                        .path("messages"))
                .hasSize(2);
    }

    @Test
    void mistakesAreAnsweredInSlacksWords() throws Exception {
        assertThat(error("chat.postMessage", "channel=C00000NOBOTS&text=x")).isEqualTo("not_in_channel");
        assertThat(error("chat.postMessage", "channel=C0000UNKNOWN&text=x")).isEqualTo("channel_not_found");
        assertThat(error("chat.postMessage", "channel=C0000COMPILE")).isEqualTo("no_text");
        assertThat(error("chat.update", "channel=C0000COMPILE&ts=1700000000.000001&text=x"))
                .isEqualTo("message_not_found");
        assertThat(error("apps.connections.open", "")).isEqualTo("not_allowed_token_type");
        assertThat(error("files.info", "file=F1")).isEqualTo("missing_scope");
        assertThat(error("views.open", "trigger_id=1.2.a&view={\"type\":\"modal\"}"))
                .isEqualTo("invalid_arguments");
        assertThat(error("chat.postMessages", "")).isEqualTo("unknown_method");
    }

    @Test
    void aLostAnswerHasItsEffectOnce() throws Exception {
        slack.post("/playground/faults", "{'service':'slack','action':'chat.postMessage','mode':'drop_response'}");
        assertThatThrownBy(() -> slack.call("chat.postMessage", HELLO)).isInstanceOf(IOException.class);
        await().untilAsserted(() -> assertThat(messages()).hasSize(1));
        assertThat(slack.get("/playground/faults")
                        .path("rules")
                        .path(0)
                        .path("hits")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aHeldCallTakesEffectWhenItsRuleIsDeleted() throws Exception {
        String id = slack.post(
                        "/playground/faults", "{'service':'slack','action':'chat.postMessage','mode':'hold_before'}")
                .path("id")
                .asText();
        CompletableFuture<JsonNode> call = CompletableFuture.supplyAsync(() -> {
            try {
                return slack.call("chat.postMessage", HELLO);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        await().until(() -> slack.get("/playground/faults").path("held").size() == 1);
        assertThat(messages()).isEmpty();
        slack.delete("/playground/faults/" + id);
        assertThat(call.get().path("ok").asBoolean()).isTrue();
        assertThat(messages()).hasSize(1);
    }

    @Test
    void withoutABotACommandFailsBeforeThePersonsEyes() throws Exception {
        JsonNode answer = slack.post(
                "/playground/commands",
                "{'user':'U0000000ANN','channel':'C0000COMPILE','command':'/llvm-build','text':'main'}");
        assertThat(answer.path("ack").isNull()).isTrue();
        assertThat(messages().path(0).path("text").asText())
                .isEqualTo("/llvm-build failed because the app did not respond");
    }

    private JsonNode messages() throws Exception {
        return slack.get("/playground/messages?channel=C0000COMPILE");
    }

    private String error(String method, String form) throws Exception {
        return slack.call(method, form).path("error").asText();
    }
}
