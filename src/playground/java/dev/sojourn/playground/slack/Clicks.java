package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sojourn.playground.slack.blocks.Interactive;
import org.jspecify.annotations.Nullable;

/** A person presses a button or chooses from a menu. */
final class Clicks {
    private final Workspace workspace;
    private final Deliveries deliveries;
    private final Payloads payloads;
    private final InputState state;
    private final ElementState elements;

    Clicks(Workspace workspace, Deliveries deliveries) {
        this.workspace = workspace;
        this.deliveries = deliveries;
        this.payloads = new Payloads(workspace);
        this.state = new InputState(workspace.json());
        this.elements = new ElementState(workspace.json());
    }

    /** In a message that this person sees; 404 where it has no such element now. */
    ObjectNode inMessage(
            Person person,
            Channel channel,
            String ts,
            String actionId,
            @Nullable JsonNode value,
            @Nullable String connection) {
        ObjectNode message = workspace
                .messages()
                .seenBy(person, channel.id(), ts)
                .orElseThrow(() -> Refused.notFound("no message " + ts + " in " + channel.id()));
        Interactive interactive = find(message.path("blocks"), actionId, value);
        ObjectNode values = state.of(message.path("blocks"), workspace.json().createObjectNode());
        ObjectNode held = choose(interactive, value);
        if (!held.isEmpty()) {
            values.withObjectProperty(interactive.blockId()).set(actionId, held);
        }
        String trigger = workspace.triggers().issue(person);
        ObjectNode action = payloads.action(interactive, held);
        return send(payloads.messageAction(person, channel, message, values, action, trigger), trigger, connection);
    }

    /** In an open modal or on the Home tab of this person. */
    ObjectNode inView(
            Person person, String viewId, String actionId, @Nullable JsonNode value, @Nullable String connection) {
        View view = workspace
                .views()
                .find(viewId)
                .filter(found -> found.isOf(person))
                .orElseThrow(() -> Refused.notFound("no view " + viewId));
        Interactive interactive = find(view.shown().path("blocks"), actionId, value);
        ObjectNode held = choose(interactive, value);
        if (!held.isEmpty()) {
            workspace
                    .views()
                    .change(
                            viewId,
                            kept -> kept.withObjectProperty("values")
                                    .withObjectProperty(interactive.blockId())
                                    .set(actionId, held));
        }
        if (!interactive.dispatches()) {
            throw Refused.wrong(actionId + " is an input that tells nothing before its modal is submitted");
        }
        String trigger = workspace.triggers().issue(person);
        View now = workspace.views().find(viewId).orElse(view);
        return send(payloads.viewAction(person, now, payloads.action(interactive, held), trigger), trigger, connection);
    }

    private ObjectNode send(ObjectNode payload, String trigger, @Nullable String connection) {
        Ack ack = deliveries.send(Envelope.interactive(payload, connection)).join();
        ObjectNode answer = workspace
                .json()
                .createObjectNode()
                .put("ack_ms", ack.ms())
                .put("trigger_id", trigger)
                .set("ack", ack.payload());
        return ack.isIn() ? answer : answer.put("warning", "operation_timeout");
    }

    private ObjectNode choose(Interactive interactive, @Nullable JsonNode value) {
        String type = interactive.element().path("type").asText();
        if (type.equals("button") || type.equals("icon_button") || type.equals("feedback_buttons")) {
            return workspace.json().createObjectNode();
        }
        try {
            return elements.chosen(interactive.element(), value == null ? TextNode.valueOf("") : value);
        } catch (IllegalArgumentException wrong) {
            throw Refused.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    /** A value chooses among buttons of one action_id; elsewhere it is what is chosen. */
    private static Interactive find(JsonNode blocks, String actionId, @Nullable JsonNode value) {
        for (JsonNode block : blocks) {
            for (Interactive interactive : Interactive.in(block)) {
                boolean button = interactive.element().path("type").asText().equals("button");
                boolean meant = value == null
                        || !button
                        || value.asText()
                                .equals(interactive.element().path("value").asText());
                if (interactive.actionId().equals(actionId) && meant) {
                    return interactive;
                }
            }
        }
        throw Refused.notFound("nothing with action_id " + actionId + (value == null ? "" : " and value " + value));
    }
}
