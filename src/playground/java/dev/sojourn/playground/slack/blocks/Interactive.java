package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An element that people can use, and the block that has it.
 *
 * @param block the whole block
 * @param element the element, as in the block
 */
public record Interactive(JsonNode block, JsonNode element) {
    /** Every interactive element of the block, in its order. */
    public static List<Interactive> in(JsonNode block) {
        List<Interactive> found = new ArrayList<>();
        block.path("elements").forEach(element -> add(found, block, element));
        add(found, block, block.path("accessory"));
        add(found, block, block.path("element"));
        return found;
    }

    private static void add(List<Interactive> found, JsonNode block, JsonNode element) {
        boolean holdsText = block.path("type").asText().equals("context")
                || block.path("type").asText().equals("rich_text");
        if (element.isObject() && !holdsText && !element.path("type").asText().equals("image")) {
            found.add(new Interactive(block, element));
        }
    }

    /** The element's id, or an empty string where it has none. */
    public String actionId() {
        return element.path("action_id").asText();
    }

    /** The block's id, or an empty string where it has none. */
    public String blockId() {
        return block.path("block_id").asText();
    }

    /** Whether using it tells the app at once; inputs do so only where {@code dispatch_action} is set. */
    public boolean dispatches() {
        return !block.path("type").asText().equals("input")
                || block.path("dispatch_action").asBoolean();
    }

    /** Gives every block and element an id where the app gave none, as Slack does. */
    public static void fillIds(JsonNode blocks, Supplier<String> ids) {
        for (JsonNode block : blocks) {
            if (block.path("block_id").asText().isEmpty()) {
                ((ObjectNode) block).put("block_id", ids.get());
            }
            for (Interactive interactive : in(block)) {
                if (interactive.actionId().isEmpty()) {
                    ((ObjectNode) interactive.element()).put("action_id", ids.get());
                }
            }
        }
    }
}
