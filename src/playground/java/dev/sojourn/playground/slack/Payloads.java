package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.Interactive;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Slack tells of commands, clicks, dialogs and events, every field of it. */
final class Payloads {
    private final Workspace workspace;
    private final InputState state;

    Payloads(Workspace workspace) {
        this.workspace = workspace;
        this.state = new InputState(workspace.json());
    }

    ObjectNode command(Person person, Channel channel, String command, String text, String trigger) {
        return workspace
                .json()
                .createObjectNode()
                .put("token", Team.VERIFICATION)
                .put("team_id", Team.ID)
                .put("team_domain", Team.DOMAIN)
                .put("channel_id", channel.id())
                .put("channel_name", channel.name())
                .put("user_id", person.id())
                .put("user_name", person.handle())
                .put("command", command)
                .put("text", escaped(text))
                .put("api_app_id", Team.APP)
                .put("is_enterprise_install", "false")
                .put("response_url", responseUrl(person, channel.id(), null))
                .put("trigger_id", trigger);
    }

    /** A click in a message. An ephemeral message is not in its own payload, as in Slack. */
    ObjectNode messageAction(
            Person person, Channel channel, ObjectNode message, JsonNode values, ObjectNode action, String trigger) {
        boolean ephemeral = message.has("ephemeral_to");
        String ts = message.path("ts").asText();
        ObjectNode payload = interaction("block_actions", person, trigger);
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel.id())
                .put("is_ephemeral", ephemeral);
        if (message.has("thread_ts")) {
            container.set("thread_ts", message.path("thread_ts"));
        }
        payload.putObject("channel").put("id", channel.id()).put("name", channel.name());
        if (!ephemeral) {
            payload.set("message", message.deepCopy());
        }
        payload.putObject("state").set("values", values);
        payload.put("response_url", responseUrl(person, channel.id(), ts));
        payload.putArray("actions").add(action);
        return payload;
    }

    ObjectNode viewAction(Person person, View view, ObjectNode action, String trigger) {
        ObjectNode payload = interaction("block_actions", person, trigger);
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        payload.set("view", view.withState(state));
        payload.putArray("actions").add(action);
        return payload;
    }

    ObjectNode submission(Person person, View view, String trigger) {
        ObjectNode payload = interaction("view_submission", person, trigger);
        payload.set("view", view.withState(state));
        payload.putArray("response_urls");
        return payload;
    }

    ObjectNode closing(Person person, View view, boolean all) {
        ObjectNode payload = interaction("view_closed", person, "");
        payload.remove("trigger_id");
        payload.set("view", view.withState(state));
        payload.put("is_cleared", all);
        return payload;
    }

    /** A global shortcut: from no channel, so there is no {@code response_url}. */
    ObjectNode shortcut(Person person, String callbackId, String trigger) {
        return interaction("shortcut", person, trigger)
                .put("callback_id", callbackId)
                .put("action_ts", Ids.timestamp());
    }

    /** One entry of {@code actions}. */
    ObjectNode action(Interactive interactive, JsonNode held) {
        JsonNode element = interactive.element();
        ObjectNode action = workspace
                .json()
                .createObjectNode()
                .put("type", element.path("type").asText())
                .put("action_id", interactive.actionId())
                .put("block_id", interactive.blockId());
        for (String field : new String[] {"text", "value", "style", "url", "placeholder", "confirm"}) {
            if (element.has(field)) {
                action.set(field, element.path(field));
            }
        }
        held.properties().forEach(field -> action.set(field.getKey(), field.getValue()));
        return action.put("action_ts", Ids.timestamp());
    }

    /** The wrapper of an event; the same for every attempt to deliver it. */
    ObjectNode event(ObjectNode event) {
        ObjectNode payload = workspace
                .json()
                .createObjectNode()
                .put("token", Team.VERIFICATION)
                .put("team_id", Team.ID)
                .put("api_app_id", Team.APP);
        payload.set("event", event);
        payload.put("type", "event_callback")
                .put("event_id", Ids.of("Ev"))
                .put("event_time", Instant.now().getEpochSecond())
                .put("is_ext_shared_channel", false)
                .put("event_context", Ids.letters(32).toLowerCase(Locale.ROOT));
        payload.putArray("authorizations")
                .addObject()
                .putNull("enterprise_id")
                .put("team_id", Team.ID)
                .put("user_id", Team.BOT_USER)
                .put("is_bot", true)
                .put("is_enterprise_install", false);
        return payload;
    }

    /** As Slack's client sends what people type. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private ObjectNode interaction(String type, Person person, String trigger) {
        ObjectNode payload = workspace.json().createObjectNode().put("type", type);
        payload.putObject("team").put("id", Team.ID).put("domain", Team.DOMAIN);
        payload.putObject("user")
                .put("id", person.id())
                .put("username", person.handle())
                .put("name", person.handle())
                .put("team_id", Team.ID);
        return payload.put("api_app_id", Team.APP)
                .put("token", Team.VERIFICATION)
                .put("trigger_id", trigger)
                .putNull("enterprise")
                .put("is_enterprise_install", false);
    }

    private String responseUrl(Person person, String channel, @Nullable String ts) {
        return workspace.kernel().baseUrl().get() + "/response/" + Team.ID + "/"
                + workspace.responseUrls().give(person, channel, ts);
    }
}
