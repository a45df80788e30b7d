package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.BlockRules;
import dev.sojourn.playground.slack.blocks.Surface;
import dev.sojourn.playground.slack.blocks.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code blocks.validate} (https://docs.slack.dev/reference/methods/blocks.validate). */
final class BlockMethods {
    List<Method> all() {
        Set<String> kinds = Set.of("blocks", "message", "view");
        return List.of(Method.json("blocks.validate", null, RateLimit.TIER_4, kinds, BlockMethods::validate));
    }

    private static ObjectNode validate(Call call) {
        List<String> given =
                Stream.of("blocks", "message", "view").filter(call::has).toList();
        if (given.size() != 1) {
            throw new SlackError(
                    "invalid_arguments", List.of("must provide exactly one of `blocks`, `view`, or `message`"));
        }
        String kind = given.get(0);
        List<Violation> violations = violations(kind, call.tree(kind));
        if (violations.isEmpty()) {
            return call.ok();
        }
        ObjectNode answer = call.json().createObjectNode().put("ok", false).put("error", "invalid_" + kind);
        ArrayNode errors = answer.putArray("errors");
        for (Violation violation : violations) {
            errors.addObject()
                    .put("code", violation.code())
                    .put("message", violation.message())
                    .put("pointer", violation.pointer());
        }
        return answer;
    }

    private static List<Violation> violations(String kind, JsonNode given) {
        return switch (kind) {
            case "blocks" -> BlockRules.ofBlocks(given, Surface.MESSAGE, "");
            case "message" -> BlockRules.ofBlocks(given.path("blocks"), Surface.MESSAGE, "/blocks");
            default -> BlockRules.ofView(given, "");
        };
    }
}
