package dev.sojourn.playground.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoltAgainstLocalSlackTest {
    private static final String ANN = "'user':'U0000000ANN'";
    private static final String HERE = ANN + ",'channel':'C0000COMPILE'";
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();
    private static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    private static LocalSlack slack;
    private static Bolt bolt;
    private static MethodsClient bot;

    @BeforeAll
    static void connect() throws Exception {
        slack = new LocalSlack(folder);
        bolt = new Bolt(slack);
        bot = bolt.methods();
        bolt.app().command("/llvm-build", (request, context) -> {
            if (request.getPayload().getText().equals("form")) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    ViewsOpenResponse opened = context.client()
                            .viewsOpen(call ->
                                    call.triggerId(context.getTriggerId()).view(form()));
                    OPENED.add(opened.isOk() ? opened.getView().getId() : opened.getError());
                }
                return context.ack();
            }
            return context.ack("you said " + request.getPayload().getText());
        });
        bolt.app().blockAction("cancel", (request, context) -> {
            SEEN.add("cancel " + request.getPayload().getActions().get(0).getValue());
            context.respond("noted");
            return context.ack();
        });
        bolt.app().viewSubmission("build", (request, context) -> {
            String ref = request.getPayload()
                    .getView()
                    .getState()
                    .getValues()
                    .get("ref")
                    .get("ref")
                    .getValue();
            return ref.equals("bad") ? context.ackWithErrors(Map.of("ref", "no such ref")) : context.ack();
        });
        bolt.app().event(AppMentionEvent.class, (event, context) -> {
            SEEN.add("mention " + event.getEvent().getText());
            return context.ack();
        });
        bolt.app().event(AppHomeOpenedEvent.class, (event, context) -> {
            SEEN.add("home " + event.getEvent().getUser());
            return Response.ok();
        });
        bolt.connect();
        await().until(() -> slack.get("/playground/connections").size() == 1);
    }

    @AfterAll
    static void disconnect() throws Exception {
        bolt.close();
        slack.close();
    }

    @Test
    void aCommandIsAcknowledgedAndItsAnswerSeenByOnePersonOnly() throws Exception {
        JsonNode answer = slack.post("/playground/commands", "{" + HERE + ",'command':'/llvm-build','text':'main'}");
        assertThat(answer.path("ack").path("text").asText()).isEqualTo("you said main");
        assertThat(answer.path("ack_ms").asDouble()).isBetween(0.0, 3000.0);
        JsonNode shown = last("C0000COMPILE", "you said main");
        assertThat(shown.path("ephemeral_to").asText()).isEqualTo("U0000000ANN");
    }

    @Test
    void aCardIsEditedInPlaceAndAButtonThatIsGoneCannotBePressed() throws Exception {
        ChatPostMessageResponse posted = bot.chatPostMessage(call -> call.channel("C0000COMPILE")
                .text("card")
                .blocks(asBlocks(
                        section(s -> s.text(markdownText("*queued*"))),
                        actions(a -> a.blockId("buttons")
                                .elements(asElements(button(
                                        b -> b.actionId("cancel").value("7").text(plainText("Cancel")))))))));
        assertThat(posted.getError()).isNull();
        String press = "{" + HERE + ",'message_ts':'" + posted.getTs() + "','action_id':'cancel'}";
        assertThat(slack.post("/playground/actions", press).path("ack").isObject())
                .isTrue();
        assertThat(SEEN).contains("cancel 7");
        assertThat(last("C0000COMPILE", "noted").path("ephemeral_to").asText()).isEqualTo("U0000000ANN");
        bot.chatUpdate(call ->
                call.channel("C0000COMPILE").ts(posted.getTs()).text("done").blocks(List.of()));
        assertThat(last("C0000COMPILE", "done").path("edited").path("user").asText())
                .isEqualTo("U0000SOJOURN");
        slack.post("/playground/actions", press, 404);
    }

    @Test
    void aTriggerOpensOneModalAndItsErrorsKeepItOpen() throws Exception {
        OPENED.clear();
        slack.post("/playground/commands", "{" + HERE + ",'command':'/llvm-build','text':'form'}");
        String id = OPENED.remove();
        assertThat(OPENED.remove()).isEqualTo("exchanged_trigger_id");
        String submit = "{" + ANN + ",'view_id':'" + id + "','action':'submit','values':{'ref':{'ref':'%s'}}}";
        assertThat(slack.post("/playground/views", submit.formatted(""))
                        .path("errors")
                        .has("ref"))
                .isTrue();
        JsonNode refused = slack.post("/playground/views", submit.formatted("bad"));
        assertThat(refused.path("errors").path("ref").asText()).isEqualTo("no such ref");
        assertThat(slack.get("/playground/views?user=U0000000ANN").path("modals"))
                .hasSize(1);
        slack.post("/playground/views", submit.formatted("main"));
        assertThat(slack.get("/playground/views?user=U0000000ANN").path("modals"))
                .isEmpty();
    }

    @Test
    void aFileIsUploadedInThreeStepsAndReadBack() throws Exception {
        bot.filesUploadV2(call -> call.filename("build.log")
                .content("it failed")
                .channel("C0000COMPILE")
                .initialComment("the log"));
        JsonNode file = last("C0000COMPILE", "the log").path("files").path(0);
        assertThat(file.path("name").asText()).isEqualTo("build.log");
        assertThat(file.path("size").asInt()).isEqualTo(9);
    }

    @Test
    void whatTheSdkSendsByItselfIsKnown() throws Exception {
        String direct = bot.conversationsOpen(call -> call.users(List.of("U0000000BEN")))
                .getChannel()
                .getId();
        String ts = bot.chatPostMessage(call -> call.channel("U0000000BEN").text("hello"))
                .getTs();
        assertThat(bot.conversationsHistory(call -> call.channel(direct).includeAllMetadata(true))
                        .getMessages())
                .hasSize(1);
        assertThat(bot.conversationsReplies(call -> call.channel(direct).ts(ts)).isOk())
                .isTrue();
        assertThat(bot.chatGetPermalink(call -> call.channel(direct).messageTs(ts))
                        .isOk())
                .isTrue();
        assertThat(bot.chatPostEphemeral(call ->
                                call.channel("C0000COMPILE").user("U0000000BEN").text("psst"))
                        .isOk())
                .isTrue();
        assertThat(bot.chatDelete(call -> call.channel(direct).ts(ts)).isOk()).isTrue();
    }

    @Test
    void whatTheManifestDoesNotAskForIsRefusedWithTheScopeThatIsMissing() throws Exception {
        assertThat(bot.usersInfo(call -> call.user("U0000000ANN")).getNeeded()).isEqualTo("users:read");
        assertThat(bot.conversationsInfo(call -> call.channel("C0000COMPILE")).getNeeded())
                .isEqualTo("channels:read");
        assertThat(bot.reactionsAdd(call ->
                                call.channel("C0000COMPILE").timestamp("1.0").name("eyes"))
                        .getNeeded())
                .isEqualTo("reactions:write");
    }

    @Test
    void aConnectionThatIsCutIsReplaced() throws Exception {
        String before = slack.get("/playground/connections").path(0).path("id").asText();
        slack.post("/playground/faults", "{'service':'slack','mode':'close'}");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode open = slack.get("/playground/connections");
            return open.size() == 1 && !open.path(0).path("id").asText().equals(before);
        });
    }

    @Test
    void postingFasterThanSlackAllowsIsRefusedWithTheTimeToWait() throws Exception {
        assertThatThrownBy(() -> {
                    for (int count = 0; count < 5; count++) {
                        bot.chatPostMessage(call -> call.channel("C0000GENERAL").text("again"));
                    }
                })
                .isInstanceOfSatisfying(SlackApiException.class, refused -> {
                    assertThat(refused.getResponse().code()).isEqualTo(429);
                    assertThat(refused.getResponse().header("retry-after")).isNotNull();
                });
    }

    @Test
    void whatIsNotAcknowledgedInThreeSecondsFailsBeforeThePersonsEyes() throws Exception {
        slack.post(
                "/playground/faults",
                "{'service':'slack','action':'slash_commands','mode':'drop_response','match':{'user':'U0000000BEN'}}");
        JsonNode answer = slack.post(
                "/playground/commands",
                "{'user':'U0000000BEN','channel':'C0000COMPILE','command':'/llvm-build','text':'x'}");
        assertThat(answer.path("ack").isNull()).isTrue();
        assertThat(last("C0000COMPILE", "/llvm-build failed with the error \"operation_timeout\"")
                        .path("ephemeral_to")
                        .asText())
                .isEqualTo("U0000000BEN");
    }

    @Test
    void mentionsAndVisitsOfTheHomeTabArriveAsEvents() throws Exception {
        slack.post("/playground/mentions", "{" + HERE + ",'text':'status'}");
        slack.post("/playground/home", "{" + ANN + "}");
        await().untilAsserted(() -> assertThat(SEEN).contains("mention <@U0000SOJOURN> status", "home U0000000ANN"));
    }

    @Test
    void aBotThatIsAskedToRefreshConnectsAnewBeforeItLeaves() throws Exception {
        String before = slack.get("/playground/connections").path(0).path("id").asText();
        slack.post("/playground/faults", "{'service':'slack','mode':'disconnect'}");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            JsonNode open = slack.get("/playground/connections");
            return open.size() == 1 && !open.path(0).path("id").asText().equals(before);
        });
        JsonNode answer = slack.post("/playground/commands", "{" + HERE + ",'command':'/llvm-build','text':'still'}");
        assertThat(answer.path("ack").path("text").asText()).isEqualTo("you said still");
    }

    private static JsonNode last(String channel, String text) throws Exception {
        JsonNode found = null;
        for (JsonNode message : slack.get("/playground/messages?channel=" + channel)) {
            found = message.path("text").asText().equals(text) ? message : found;
        }
        assertThat(found).as(text).isNotNull();
        return found;
    }

    private static View form() {
        return view(v -> v.type("modal")
                .callbackId("build")
                .title(viewTitle(t -> t.type("plain_text").text("Build")))
                .submit(viewSubmit(t -> t.type("plain_text").text("Go")))
                .close(viewClose(t -> t.type("plain_text").text("Not now")))
                .blocks(asBlocks(input(i ->
                        i.blockId("ref").label(plainText("Ref")).element(plainTextInput(p -> p.actionId("ref")))))));
    }
}
