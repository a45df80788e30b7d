package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A person chooses a shortcut of the app, from wherever they are. */
final class Shortcuts {
    private final Workspace workspace;
    private final Deliveries deliveries;
    private final Payloads payloads;

    Shortcuts(Workspace workspace, Deliveries deliveries) {
        this.workspace = workspace;
        this.deliveries = deliveries;
        this.payloads = new Payloads(workspace);
    }

    ObjectNode choose(Person person, String callbackId, @Nullable String connection) {
        if (!Team.SHORTCUTS.contains(callbackId)) {
            throw Refused.notFound("the manifest has no shortcut " + callbackId);
        }
        String trigger = workspace.triggers().issue(person);
        Ack ack = deliveries
                .send(Envelope.interactive(payloads.shortcut(person, callbackId, trigger), connection))
                .join();
        ObjectNode answer = workspace
                .json()
                .createObjectNode()
                .put("ack_ms", ack.ms())
                .put("trigger_id", trigger)
                .set("ack", ack.payload());
        return ack.isIn() ? answer : answer.put("warning", "operation_timeout");
    }
}
