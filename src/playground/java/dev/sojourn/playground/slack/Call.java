package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The arguments of one call. Those of a form are texts, those of JSON have their types.
 *
 * @param token with which it came, known to be allowed
 */
record Call(Token token, ObjectNode arguments, ObjectMapper json) {
    private static final Set<String> TRUE = Set.of("1", "true");
    private static final Set<String> FALSE = Set.of("", "0", "false");

    /** Throws {@code invalid_arguments} where it is missing or empty. */
    String required(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            throw SlackError.argument("missing required field: " + name);
        }
        return value;
    }

    /** Empty where it is missing. */
    String text(String name) {
        JsonNode value = arguments.path(name);
        if (value.isContainerNode()) {
            throw SlackError.argument("must be a string [json-pointer:/" + name + "]");
        }
        return value.isNull() ? "" : value.asText();
    }

    boolean has(String name) {
        return arguments.hasNonNull(name);
    }

    boolean flag(String name) {
        String value = text(name);
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw SlackError.argument("must be a boolean [json-pointer:/" + name + "]");
        }
        return TRUE.contains(value);
    }

    int count(String name, int otherwise, int most) {
        String value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw SlackError.argument("must be between 1 and " + most + " [json-pointer:/" + name + "]");
        }
        return Integer.parseInt(value);
    }

    /** JSON, be it within a text; throws {@code invalid_arguments} where it is missing or no JSON. */
    JsonNode tree(String name) {
        JsonNode value = arguments.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw SlackError.argument("missing required field: " + name);
        }
        try {
            return value.isTextual() ? json.readTree(value.textValue()) : value;
        } catch (JsonProcessingException wrong) {
            throw SlackError.argument(wrong.getOriginalMessage() + " [json-pointer:/" + name + "]");
        }
    }

    ObjectNode ok() {
        return json.createObjectNode().put("ok", true);
    }
}
