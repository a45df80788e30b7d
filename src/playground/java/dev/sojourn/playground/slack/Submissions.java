package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.Interactive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person submits or closes a modal. */
final class Submissions {
    private static final String TROUBLE = "We had some trouble connecting. Try again?";

    private final Workspace workspace;
    private final Deliveries deliveries;
    private final Payloads payloads;
    private final InputState state;

    Submissions(Workspace workspace, Deliveries deliveries) {
        this.workspace = workspace;
        this.deliveries = deliveries;
        this.payloads = new Payloads(workspace);
        this.state = new InputState(workspace.json());
    }

    ObjectNode submit(Person person, String viewId, JsonNode values, @Nullable String connection) {
        View view = top(person, viewId);
        if (!view.shown().has("submit")) {
            throw Refused.notFound("view " + viewId + " has no submit button");
        }
        ObjectNode entered = enter(view, values);
        workspace.views().change(viewId, kept -> kept.set("values", entered));
        Map<String, String> missing = state.missing(view.shown().path("blocks"), entered);
        ObjectNode answer = workspace.json().createObjectNode();
        if (!missing.isEmpty()) {
            show(viewId, workspace.json().valueToTree(missing));
            return answer.putNull("ack")
                    .put("ack_ms", 0)
                    .set("errors", workspace.json().valueToTree(missing));
        }
        String trigger = workspace.triggers().issue(person);
        View now = workspace.views().find(viewId).orElse(view);
        Ack ack = deliveries
                .send(Envelope.interactive(payloads.submission(person, now, trigger), connection))
                .join();
        answer.put("ack_ms", ack.ms()).put("trigger_id", trigger).set("ack", ack.payload());
        return apply(person, now, ack.payload(), answer);
    }

    ObjectNode close(Person person, String viewId, @Nullable String connection) {
        View view = top(person, viewId);
        boolean all = view.shown().path("clear_on_close").asBoolean();
        boolean tells = view.shown().path("notify_on_close").asBoolean();
        workspace.views().close(view, all);
        ObjectNode answer = workspace.json().createObjectNode();
        if (!tells) {
            return answer.putNull("ack").put("ack_ms", 0);
        }
        Ack ack = deliveries
                .send(Envelope.interactive(payloads.closing(person, view, all), connection))
                .join();
        return answer.put("ack_ms", ack.ms()).set("ack", ack.payload());
    }

    private View top(Person person, String viewId) {
        List<View> open = workspace.views().modals(person);
        if (open.isEmpty() || !open.get(open.size() - 1).id().equals(viewId)) {
            throw Refused.notFound(viewId + " is not the modal that " + person.handle() + " sees");
        }
        return open.get(open.size() - 1);
    }

    private ObjectNode enter(View view, JsonNode values) {
        ObjectNode entered = view.values(state);
        values.properties()
                .forEach(block -> block.getValue().properties().forEach(action -> {
                    Interactive interactive = find(view, block.getKey(), action.getKey());
                    try {
                        state.enter(entered, interactive, action.getValue());
                    } catch (IllegalArgumentException wrong) {
                        throw Refused.wrong(block.getKey() + ": " + wrong.getMessage());
                    }
                }));
        return entered;
    }

    private static Interactive find(View view, String blockId, String actionId) {
        for (JsonNode block : view.shown().path("blocks")) {
            for (Interactive interactive : Interactive.in(block)) {
                if (interactive.blockId().equals(blockId)
                        && interactive.actionId().equals(actionId)) {
                    return interactive;
                }
            }
        }
        throw Refused.notFound("no input " + blockId + "/" + actionId);
    }

    private ObjectNode apply(Person person, View view, @Nullable JsonNode ack, ObjectNode answer) {
        try {
            if (ack == null) {
                throw new SlackError("operation_timeout");
            }
            String action = ack.path("response_action").asText("");
            answer.put("response_action", action);
            switch (action) {
                case "" -> workspace.views().close(view, false);
                case "clear" -> workspace.views().close(view, true);
                case "update" -> workspace.views().replace(view, fresh(ack), "");
                case "push" -> workspace.views().pushModal(person, fresh(ack));
                case "errors" -> {
                    show(view.id(), errors(view, ack.path("errors")));
                    answer.set("errors", ack.path("errors"));
                }
                default -> throw new SlackError("unknown response_action " + action);
            }
        } catch (SlackError refused) {
            show(view.id(), workspace.json().createObjectNode().put("", TROUBLE));
            answer.put("problem", TROUBLE + " (" + refused.getMessage() + ")");
        }
        return answer;
    }

    private ObjectNode fresh(JsonNode ack) {
        return ViewRequest.read(ack.path("view"), "modal", workspace.json());
    }

    /** Slack takes errors for input blocks of this view only. */
    private static JsonNode errors(View view, JsonNode errors) {
        errors.properties().forEach(error -> {
            boolean known = false;
            for (JsonNode block : view.shown().path("blocks")) {
                known |= block.path("block_id").asText().equals(error.getKey())
                        && block.path("type").asText().equals("input");
            }
            if (!known) {
                throw new SlackError("no input block " + error.getKey());
            }
        });
        if (errors.isEmpty()) {
            throw new SlackError("errors without any");
        }
        return errors;
    }

    private void show(String viewId, JsonNode errors) {
        workspace.views().change(viewId, kept -> kept.set("errors", errors));
    }
}
