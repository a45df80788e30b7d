package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** {@code chat.*}. */
final class ChatMethods {
    private static final Set<String> POSTED = Set.of(
            "channel",
            "text",
            "blocks",
            "attachments",
            "markdown_text",
            "metadata",
            "thread_ts",
            "reply_broadcast",
            "link_names",
            "mrkdwn",
            "parse",
            "unfurl_links",
            "unfurl_media");
    private static final Set<String> UPDATED = Set.of(
            "channel",
            "ts",
            "text",
            "blocks",
            "attachments",
            "markdown_text",
            "metadata",
            "reply_broadcast",
            "link_names",
            "parse");
    private static final Set<String> EPHEMERAL = Set.of(
            "channel", "user", "text", "blocks", "attachments", "markdown_text", "thread_ts", "link_names", "parse");

    private final Workspace workspace;

    ChatMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        return List.of(
                Method.json("chat.postMessage", "chat:write", RateLimit.POSTING, POSTED, this::post),
                Method.json("chat.update", "chat:write", RateLimit.TIER_3, UPDATED, this::update),
                Method.json("chat.postEphemeral", "chat:write", RateLimit.TIER_4, EPHEMERAL, this::postEphemeral),
                Method.json("chat.delete", "chat:write", RateLimit.TIER_3, Set.of("channel", "ts"), this::delete),
                Method.form(
                        "chat.getPermalink",
                        null,
                        RateLimit.UNLIMITED,
                        Set.of("channel", "message_ts"),
                        this::permalink));
    }

    private ObjectNode post(Call call) {
        Channel channel = destination(call.required("channel"));
        Draft draft =
                Draft.read(call.arguments(), call.json(), Draft.LONGEST_POST).needed();
        ObjectNode message = Bot.message(call.json());
        draft.into(message);
        reply(call, channel, message);
        ObjectNode posted = workspace.messages().post(channel.id(), message);
        return call.ok()
                .put("channel", channel.id())
                .put("ts", posted.path("ts").asText())
                .set("message", posted);
    }

    private ObjectNode update(Call call) {
        Channel channel = workspace.joined(call.required("channel"));
        ObjectNode before = own(channel, call.required("ts"), "cant_update_message");
        Draft draft = Draft.read(call.arguments(), call.json(), Draft.LONGEST_UPDATE);
        if (draft.text() == null && draft.blocks() == null) {
            throw new SlackError("no_text");
        }
        if (draft.blocks() != null
                && Draft.has(before.path("blocks"), "rich_text")
                && !Draft.has(draft.blocks(), "rich_text")) {
            throw new SlackError("block_mismatch");
        }
        boolean broadcast = call.flag("reply_broadcast");
        if (broadcast && !Replies.isReply(before)) {
            throw new SlackError("cant_broadcast_message");
        }
        ObjectNode after = workspace
                .messages()
                .change(channel.id(), before.path("ts").asText(), message -> {
                    draft.into(message);
                    if (broadcast) {
                        message.put("subtype", "thread_broadcast");
                    }
                    message.putObject("edited").put("user", Team.BOT_USER).put("ts", Ids.timestamp());
                })
                .orElseThrow(() -> new SlackError("message_not_found"));
        return call.ok()
                .put("channel", channel.id())
                .put("ts", after.path("ts").asText())
                .put("text", after.path("text").asText())
                .set("message", after);
    }

    private ObjectNode postEphemeral(Call call) {
        Channel channel = workspace.joined(call.required("channel"));
        Person person = Person.byId(call.required("user")).orElseThrow(() -> new SlackError("user_not_in_channel"));
        if (channel.isDirect() && channel.person() != person) {
            throw new SlackError("user_not_in_channel");
        }
        ObjectNode message = Bot.message(call.json()).put("ephemeral_to", person.id());
        Draft.read(call.arguments(), call.json(), Draft.LONGEST_POST).needed().into(message);
        reply(call, channel, message);
        if (isUnseen(channel, message)) {
            return call.ok().put("message_ts", Ids.timestamp());
        }
        ObjectNode posted = workspace.messages().post(channel.id(), message);
        return call.ok().put("message_ts", posted.path("ts").asText());
    }

    /** Slack accepts an ephemeral reply where nobody has replied yet, and shows it to nobody. */
    private boolean isUnseen(Channel channel, ObjectNode reply) {
        return workspace
                .messages()
                .find(channel.id(), reply.path("thread_ts").asText())
                .filter(parent -> parent.path("reply_count").asInt() == 0)
                .isPresent();
    }

    private ObjectNode delete(Call call) {
        Channel channel = workspace.joined(call.required("channel"));
        ObjectNode message = own(channel, call.required("ts"), "cant_delete_message");
        workspace.messages().delete(channel.id(), message.path("ts").asText());
        return call.ok()
                .put("channel", channel.id())
                .put("ts", message.path("ts").asText());
    }

    private ObjectNode permalink(Call call) {
        Channel channel = workspace.joined(call.required("channel"));
        JsonNode message = workspace
                .messages()
                .find(channel.id(), call.required("message_ts"))
                .orElseThrow(() -> new SlackError("message_not_found"));
        String ts = message.path("ts").asText();
        String thread = message.path("thread_ts").asText(ts);
        String address = workspace.kernel().baseUrl().get() + "/archives/" + channel.id() + "/p" + ts.replace(".", "");
        return call.ok()
                .put("channel", channel.id())
                .put(
                        "permalink",
                        thread.equals(ts) ? address : address + "?thread_ts=" + thread + "&cid=" + channel.id());
    }

    /** A channel, or a person: then their direct messages, opened where they were not. */
    private Channel destination(String id) {
        return Person.byId(id).map(workspace.channels()::direct).orElseGet(() -> workspace.joined(id));
    }

    private void reply(Call call, Channel channel, ObjectNode message) {
        String thread = call.text("thread_ts");
        if (thread.isEmpty()) {
            if (call.arguments().has("reply_broadcast") && call.flag("reply_broadcast")) {
                throw SlackError.argument("reply_broadcast needs thread_ts");
            }
            return;
        }
        Replies.refuseUnknown(workspace, channel, thread);
        message.put("thread_ts", thread);
        if (call.flag("reply_broadcast")) {
            message.put("subtype", "thread_broadcast");
        }
    }

    private ObjectNode own(Channel channel, String ts, String otherwise) {
        ObjectNode message = workspace
                .messages()
                .find(channel.id(), ts)
                .filter(found -> !found.path("subtype").asText().equals("tombstone"))
                .orElseThrow(() -> new SlackError("message_not_found"));
        if (!message.path("bot_id").asText().equals(Team.BOT)) {
            throw new SlackError(otherwise);
        }
        return message;
    }
}
