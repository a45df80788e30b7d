package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A person types a command. */
final class Commands {
    private final Workspace workspace;
    private final Deliveries deliveries;
    private final Payloads payloads;

    Commands(Workspace workspace, Deliveries deliveries) {
        this.workspace = workspace;
        this.deliveries = deliveries;
        this.payloads = new Payloads(workspace);
    }

    /** {@code ack}, {@code ack_ms} and {@code trigger_id}, once the bot has answered or three seconds are over. */
    ObjectNode type(Person person, Channel channel, String command, String text, @Nullable String connection) {
        if (command.equals("/invite")) {
            return invite(person, channel, text);
        }
        if (!command.equals(Team.COMMAND)) {
            throw Refused.notFound(command + " is not a valid command");
        }
        String trigger = workspace.triggers().issue(person);
        ObjectNode payload = payloads.command(person, channel, command, text, trigger);
        Ack ack = deliveries.send(Envelope.slash(payload, connection)).join();
        show(person, channel, command, ack);
        return workspace
                .json()
                .createObjectNode()
                .put("ack_ms", ack.ms())
                .put("trigger_id", trigger)
                .set("ack", ack.payload());
    }

    private void show(Person person, Channel channel, String command, Ack ack) {
        JsonNode said = ack.payload();
        if (!ack.delivered()) {
            workspace.tell(person, channel.id(), command + " failed because the app did not respond");
        } else if (said == null) {
            workspace.tell(person, channel.id(), command + " failed with the error \"operation_timeout\"");
        } else if (Said.isMessage(said)) {
            try {
                Said.post(workspace, person, channel.id(), said, null);
            } catch (SlackError refused) {
                workspace.tell(person, channel.id(), command + " failed with the error \"invalid_command_response\"");
            }
        }
    }

    /** Slack's own command; there is one bot to invite. */
    private ObjectNode invite(Person person, Channel channel, String text) {
        if (!text.strip().equals("@" + Team.BOT_NAME)) {
            throw Refused.wrong("/invite takes @" + Team.BOT_NAME);
        }
        workspace.channels().invite(channel);
        workspace.tell(person, channel.id(), "You invited @" + Team.BOT_NAME + " to #" + channel.name() + ".");
        return workspace
                .json()
                .createObjectNode()
                .put("ack_ms", 0)
                .putNull("ack")
                .putNull("trigger_id");
    }
}
