package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.BlockRules;
import dev.sojourn.playground.slack.blocks.Interactive;
import dev.sojourn.playground.slack.blocks.Violation;
import java.util.List;

/** A view as an app sends it. */
final class ViewRequest {
    private static final int LARGEST = 250_000;

    private ViewRequest() {}

    /** The view with every id filled in and every absent text empty; throws what Slack would answer. */
    static ObjectNode read(JsonNode given, String type, ObjectMapper json) {
        JsonNode view = parsed(given, json);
        if (view.toString().length() > LARGEST) {
            throw new SlackError("view_too_large");
        }
        List<Violation> violations = BlockRules.ofView(view, "/view");
        if (!violations.isEmpty()) {
            throw SlackError.violations("invalid_arguments", violations);
        }
        if (!view.path("type").asText().equals(type)) {
            throw SlackError.argument("must be of type " + type + " [json-pointer:/view/type]");
        }
        ObjectNode accepted = (ObjectNode) view;
        for (String text : List.of("private_metadata", "callback_id", "external_id")) {
            accepted.put(text, view.path(text).asText());
        }
        if (type.equals("modal")) {
            accepted.put("clear_on_close", view.path("clear_on_close").asBoolean());
            accepted.put("notify_on_close", view.path("notify_on_close").asBoolean());
        }
        Interactive.fillIds(accepted.path("blocks"), () -> Ids.letters(5));
        return accepted;
    }

    private static JsonNode parsed(JsonNode given, ObjectMapper json) {
        try {
            JsonNode view = given.isTextual() ? json.readTree(given.textValue()) : given.deepCopy();
            if (view.isObject()) {
                return view;
            }
        } catch (JsonProcessingException wrong) {
            throw SlackError.argument(wrong.getOriginalMessage() + " [json-pointer:/view]");
        }
        throw SlackError.argument("must provide an object [json-pointer:/view]");
    }
}
