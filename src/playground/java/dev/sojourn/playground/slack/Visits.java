package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person mentions the bot or opens its Home tab: what becomes an event. */
final class Visits {
    private static final String MENTION = "<@" + Team.BOT_USER + ">";

    private final Workspace workspace;
    private final Events events;
    private final Payloads payloads;
    private final InputState state;

    Visits(Workspace workspace, Events events) {
        this.workspace = workspace;
        this.events = events;
        this.payloads = new Payloads(workspace);
        this.state = new InputState(workspace.json());
    }

    /** Posts the message; where the bot is no member, Slack sends no event. */
    ObjectNode mention(Person person, Channel channel, @Nullable String thread, String text) {
        ObjectNode message = workspace
                .json()
                .createObjectNode()
                .put("user", person.id())
                .put("text", MENTION + " " + Payloads.escaped(text))
                .put("client_msg_id", Ids.letters(32).toLowerCase(Locale.ROOT))
                .put("team", Team.ID);
        if (thread != null) {
            try {
                Replies.refuseUnlessParent(workspace.messages().find(channel.id(), thread));
            } catch (SlackError refused) {
                throw Refused.notFound("no thread " + thread + ": " + refused.code());
            }
            message.put("thread_ts", thread);
        }
        ObjectNode posted = workspace.messages().post(channel.id(), message);
        ObjectNode answer =
                workspace.json().createObjectNode().put("ts", posted.path("ts").asText());
        if (!channel.hasBot()) {
            return answer.put("delivered", false);
        }
        ObjectNode event = posted.deepCopy()
                .put("type", "app_mention")
                .put("channel", channel.id())
                .put("event_ts", posted.path("ts").asText());
        return sent(event, answer);
    }

    ObjectNode home(Person person) {
        ObjectNode event = workspace
                .json()
                .createObjectNode()
                .put("type", "app_home_opened")
                .put("user", person.id())
                .put("channel", workspace.channels().direct(person).id())
                .put("tab", "home")
                .put("event_ts", Ids.timestamp());
        workspace.views().home(person).ifPresent(view -> event.set("view", view.withState(state)));
        return sent(event, workspace.json().createObjectNode());
    }

    private ObjectNode sent(ObjectNode event, ObjectNode answer) {
        ObjectNode payload = payloads.event(event);
        Ack ack = events.send(payload).join();
        return answer.put("event_id", payload.path("event_id").asText())
                .put("delivered", ack.delivered())
                .put("ack_ms", ack.ms())
                .set("ack", ack.payload());
    }
}
