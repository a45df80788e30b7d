package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.BlockRules;
import dev.sojourn.playground.slack.blocks.Interactive;
import dev.sojourn.playground.slack.blocks.Surface;
import dev.sojourn.playground.slack.blocks.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bot wants to say, once Slack has accepted it; null is what was not mentioned.
 *
 * @param blocks with every id filled in
 */
record Draft(
        @Nullable String text,
        @Nullable ArrayNode blocks,
        @Nullable ObjectNode metadata) {
    static final int LONGEST_POST = 40_000;
    static final int LONGEST_UPDATE = 4_000;
    private static final int LONGEST_BLOCKS = 13_200;
    private static final int LARGEST_METADATA = 8_000;

    /** Reads {@code text}, {@code blocks} and {@code metadata}; JSON may be in strings, as in forms. */
    static Draft read(JsonNode source, ObjectMapper json, int longestText) {
        for (String unknown : List.of("attachments", "markdown_text")) {
            if (source.hasNonNull(unknown) && !source.path(unknown).asText("[]").equals("[]")) {
                throw SlackError.argument("the playground knows no " + unknown + "; use blocks");
            }
        }
        String text = source.hasNonNull("text") ? source.path("text").asText() : null;
        if (text != null && text.codePointCount(0, text.length()) > longestText) {
            throw new SlackError("msg_too_long");
        }
        return new Draft(text, blocks(source.path("blocks"), json), metadata(source.path("metadata"), json));
    }

    /** Throws {@code no_text} where there is nothing to show. */
    Draft needed() {
        if ((text == null || text.isBlank()) && (blocks == null || blocks.isEmpty())) {
            throw new SlackError("no_text");
        }
        return this;
    }

    /** Puts what was mentioned into the message, over what was there. */
    void into(ObjectNode message) {
        if (text != null) {
            message.put("text", text);
        }
        if (blocks != null) {
            message.set("blocks", blocks);
        }
        if (metadata != null) {
            message.set("metadata", metadata);
        }
    }

    /** Whether the blocks have the type at their top. */
    static boolean has(JsonNode blocks, String type) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ArrayNode blocks(JsonNode given, ObjectMapper json) {
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!(parsed(given, json, "invalid_blocks_format") instanceof ArrayNode blocks)) {
            throw new SlackError("invalid_blocks_format");
        }
        List<Violation> violations = BlockRules.ofBlocks(blocks, Surface.MESSAGE, "/blocks");
        if (!violations.isEmpty()) {
            throw SlackError.violations("invalid_blocks", violations);
        }
        if (shownCharacters(blocks) > LONGEST_BLOCKS) {
            throw new SlackError("msg_blocks_too_long");
        }
        Interactive.fillIds(blocks, () -> Ids.letters(5));
        return blocks;
    }

    private static int shownCharacters(JsonNode node) {
        int count = node.isObject() && node.path("text").isTextual()
                ? node.path("text").asText().length()
                : 0;
        for (JsonNode child : node) {
            count += shownCharacters(child);
        }
        return count;
    }

    private static @Nullable ObjectNode metadata(JsonNode given, ObjectMapper json) {
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        JsonNode metadata = parsed(given, json, "invalid_metadata_format");
        boolean known = metadata.properties().stream()
                .allMatch(field -> List.of("event_type", "event_payload").contains(field.getKey()));
        if (!known
                || !metadata.path("event_type").isTextual()
                || !metadata.path("event_payload").isObject()) {
            throw new SlackError("invalid_metadata_format");
        }
        if (metadata.toString().length() > LARGEST_METADATA) {
            throw new SlackError("metadata_too_large");
        }
        return (ObjectNode) metadata;
    }

    private static JsonNode parsed(JsonNode given, ObjectMapper json, String otherwise) {
        try {
            return given.isTextual() ? json.readTree(given.textValue()) : given.deepCopy();
        } catch (JsonProcessingException wrong) {
            throw new SlackError(otherwise, List.of("[ERROR] " + wrong.getOriginalMessage()));
        }
    }
}
