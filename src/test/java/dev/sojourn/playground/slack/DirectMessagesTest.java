package dev.sojourn.playground.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.confirmationDialog;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bot says to one person: direct messages and ephemeral ones, with buttons. */
final class DirectMessagesTest {
    private static final String ANN = "U0000000ANN";
    private static final String HERE = "C0000COMPILE";
    private static final BlockingQueue<BlockActionPayload> PRESSED = new LinkedBlockingQueue<>();

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
        bolt.app().blockAction("wait", (request, context) -> {
            PRESSED.add(request.getPayload());
            context.respond(
                    response -> response.replaceOriginal(true).text("waiting").blocks(question("wait again")));
            return context.ack();
        });
        bolt.app().blockAction("wait again", (request, context) -> {
            PRESSED.add(request.getPayload());
            context.respond(response -> response.deleteOriginal(true));
            return context.ack();
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
    void aButtonInADirectMessageIsPressedByItsReaderAlone() throws Exception {
        String direct = open(ANN);
        ChatPostMessageResponse asked = bot.chatPostMessage(
                call -> call.channel(direct).text("You hold the tree").blocks(question("wait")));
        assertThat(asked.getError()).isNull();
        JsonNode seen = seen(ANN, asked.getTs());
        assertThat(seen.path("channel").asText()).isEqualTo(direct);
        assertThat(buttonOf(seen).path("confirm").path("confirm").path("text").asText())
                .isEqualTo("Yes");

        slack.post("/playground/actions", press("U0000000BEN", direct, asked.getTs(), "wait"), 404);
        assertThat(PRESSED).isEmpty();
        slack.post("/playground/actions", press(ANN, direct, asked.getTs(), "wait"));

        BlockActionPayload payload = pressed();
        assertThat(payload.getUser().getId()).isEqualTo(ANN);
        assertThat(payload.getChannel().getId()).isEqualTo(direct);
        assertThat(payload.getChannel().getName()).isEqualTo("directmessage");
        assertThat(payload.getContainer().getType()).isEqualTo("message");
        assertThat(payload.getContainer().getChannelId()).isEqualTo(direct);
        assertThat(payload.getContainer().isEphemeral()).isFalse();
        assertThat(payload.getMessage().getTs()).isEqualTo(asked.getTs());
        assertThat(payload.getActions().get(0).getValue()).isEqualTo("7");
        assertThat(seen(ANN, asked.getTs()).path("text").asText()).isEqualTo("waiting");
    }

    @Test
    void aButtonInAnEphemeralMessageTellsNothingOfTheMessageAndIsAnsweredByItsResponseUrl() throws Exception {
        String ts = bot.chatPostEphemeral(
                        call -> call.channel(HERE).user(ANN).text("Only you").blocks(question("wait")))
                .getMessageTs();
        assertThat(buttonOf(inChannel(ts)).path("action_id").asText()).isEqualTo("wait");
        slack.post("/playground/actions", press("U0000000BEN", HERE, ts, "wait"), 404);
        slack.post("/playground/actions", press(ANN, HERE, ts, "wait"));

        BlockActionPayload payload = pressed();
        assertThat(payload.getContainer().getType()).isEqualTo("message");
        assertThat(payload.getContainer().getMessageTs()).isEqualTo(ts);
        assertThat(payload.getContainer().isEphemeral()).isTrue();
        assertThat(payload.getMessage()).isNull();
        assertThat(inChannel(ts).path("text").asText()).isEqualTo("waiting");
        assertThat(inChannel(ts).path("ephemeral_to").asText()).isEqualTo(ANN);
        assertThat(bot.chatUpdate(call -> call.channel(HERE).ts(ts).text("no")).getError())
                .isEqualTo("message_not_found");

        slack.post("/playground/actions", press(ANN, HERE, ts, "wait again"));
        String address = pressed().getResponseUrl();
        assertThat(inChannel(ts).isMissingNode()).isTrue();
        slack.post("/playground/actions", press(ANN, HERE, ts, "wait again"), 404);
        assertThat(slack.post(pathOf(address), "{'delete_original':true}", 400)
                        .path("error")
                        .asText())
                .isEqualTo("message_not_found");
    }

    @Test
    void directMessagesAreReadBackWithTheirMetadata() throws Exception {
        String cleo = open("U000000CLEO");
        bot.chatPostMessage(call -> call.channel(cleo)
                .text("asked")
                .metadata(Message.Metadata.builder()
                        .eventType("holder")
                        .eventPayload(Map.of("job", 7))
                        .build()));
        List<Message> read = bot.conversationsHistory(call -> call.channel(cleo).includeAllMetadata(true))
                .getMessages();
        assertThat(read).hasSize(1);
        assertThat(read.get(0).getMetadata().getEventPayload()).containsKey("job");
        assertThat(bot.conversationsHistory(call -> call.channel("D00000OSCAR")).getError())
                .isEqualTo("channel_not_found");
    }

    @Test
    void nobodyTypesInDirectMessagesBecauseTheManifestMakesThemReadOnly() throws Exception {
        String direct = open(ANN);
        String there = "{'user':'" + ANN + "','channel':'" + direct + "','text':'status'";
        slack.post("/playground/commands", there + ",'command':'/llvm-build'}", 400);
        slack.post("/playground/mentions", there + "}", 400);
    }

    @Test
    void anEphemeralReplyIsSeenOnlyWhereSomebodyHasReplied() throws Exception {
        String ts = bot.chatPostMessage(call -> call.channel("C0000GENERAL").text("card"))
                .getTs();
        assertThat(whisper(ts).isMissingNode()).isTrue();
        await().until(() -> bot.chatPostMessage(
                        call -> call.channel("C0000GENERAL").threadTs(ts).text("reply"))
                .isOk());
        assertThat(whisper(ts).path("text").asText()).isEqualTo("psst");
    }

    private static JsonNode whisper(String thread) throws Exception {
        String ts = bot.chatPostEphemeral(call ->
                        call.channel("C0000GENERAL").user(ANN).threadTs(thread).text("psst"))
                .getMessageTs();
        return find(slack.get("/playground/messages?channel=C0000GENERAL"), ts);
    }

    private static List<LayoutBlock> question(String action) {
        return asBlocks(
                section(s -> s.text(markdownText("*Somebody* needs the volume"))),
                actions(a -> a.elements(asElements(button(b -> b.actionId(action)
                        .value("7")
                        .text(plainText("Wait"))
                        .confirm(confirmationDialog(c -> c.title(plainText("Wait?"))
                                .text(plainText("For an hour"))
                                .confirm(plainText("Yes"))
                                .deny(plainText("No")))))))));
    }

    private static String open(String user) throws Exception {
        return bot.conversationsOpen(call -> call.users(List.of(user)))
                .getChannel()
                .getId();
    }

    private static String press(String user, String channel, String ts, String action) {
        return "{'user':'%s','channel':'%s','message_ts':'%s','action_id':'%s'}".formatted(user, channel, ts, action);
    }

    private static BlockActionPayload pressed() throws Exception {
        return PRESSED.poll(10, TimeUnit.SECONDS);
    }

    private static JsonNode buttonOf(JsonNode message) {
        return message.path("blocks").path(1).path("elements").path(0);
    }

    private static JsonNode seen(String user, String ts) throws Exception {
        return find(slack.get("/playground/messages?user=" + user), ts);
    }

    private static JsonNode inChannel(String ts) throws Exception {
        return find(slack.get("/playground/messages?channel=" + HERE), ts);
    }

    private static JsonNode find(JsonNode messages, String ts) {
        for (JsonNode message : messages) {
            if (message.path("ts").asText().equals(ts)) {
                return message;
            }
        }
        return messages.path(-1);
    }

    private static String pathOf(String address) {
        return address.substring(address.indexOf("/response/"));
    }
}
