package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.Interactive;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code state.values} of a message or view: what every element holds, by block and action. */
final class InputState {
    private final ObjectMapper json;
    private final ElementState elements;

    InputState(ObjectMapper json) {
        this.json = json;
        this.elements = new ElementState(json);
    }

    /** What the blocks hold when first shown, save for what people entered in the same place before. */
    ObjectNode of(JsonNode blocks, JsonNode before) {
        ObjectNode values = json.createObjectNode();
        for (JsonNode block : blocks) {
            for (Interactive interactive : Interactive.in(block)) {
                elements.initial(interactive.element()).ifPresent(initial -> {
                    JsonNode earlier = before.path(interactive.blockId()).path(interactive.actionId());
                    boolean same = earlier.path("type").equals(initial.path("type"));
                    values.withObjectProperty(interactive.blockId())
                            .set(interactive.actionId(), same ? earlier : initial);
                });
            }
        }
        return values;
    }

    /** Enters one choice; throws {@link IllegalArgumentException} where the element does not allow it. */
    void enter(ObjectNode values, Interactive interactive, JsonNode choice) {
        values.withObjectProperty(interactive.blockId())
                .set(interactive.actionId(), elements.chosen(interactive.element(), choice));
    }

    /** What Slack's client says of required inputs that are empty, by block. */
    Map<String, String> missing(JsonNode blocks, JsonNode values) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (JsonNode block : blocks) {
            boolean required = block.path("type").asText().equals("input")
                    && !block.path("optional").asBoolean();
            for (Interactive interactive : Interactive.in(block)) {
                JsonNode state = values.path(interactive.blockId()).path(interactive.actionId());
                if (required && elements.isEmpty(state)) {
                    missing.put(interactive.blockId(), "Please complete this required field.");
                }
            }
        }
        return missing;
    }
}
