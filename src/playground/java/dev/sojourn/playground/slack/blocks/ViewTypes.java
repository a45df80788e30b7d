package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The rules of modals and Home tabs around their blocks. */
final class ViewTypes {
    private ViewTypes() {}

    static Rule rule() {
        Map<String, Rule> rules = Map.of("modal", modal(), "home", home());
        return new ByType(rules, rules.keySet());
    }

    private static Rule modal() {
        return common(Surface.MODAL)
                .required("title", Compositions.plain(24))
                .optional("submit", Compositions.plain(24))
                .optional("close", Compositions.plain(24))
                .optional("clear_on_close", Values.truth())
                .optional("notify_on_close", Values.truth())
                .optional("submit_disabled", Values.truth())
                .also(ViewTypes::submit);
    }

    private static Rule home() {
        return common(Surface.HOME);
    }

    private static Shape common(Surface surface) {
        return Shape.typed()
                .required("blocks", (blocks, pointer, findings) -> BlockRules.check(blocks, surface, pointer, findings))
                .optional("private_metadata", Values.text(0, 3000))
                .optional("callback_id", Values.text(0, 255))
                .optional("external_id", Values.text(0, 255));
    }

    private static void submit(JsonNode view, String pointer, Findings findings) {
        for (JsonNode block : view.path("blocks")) {
            if (block.path("type").asText().equals("input") && !view.has("submit")) {
                findings.missing(pointer, "submit");
                return;
            }
        }
    }
}
