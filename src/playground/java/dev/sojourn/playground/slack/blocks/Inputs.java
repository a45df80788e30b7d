package dev.sojourn.playground.slack.blocks;

import java.util.Map;
import java.util.regex.Pattern;

/** Elements that take typed text; only in {@code input} blocks. */
final class Inputs {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Inputs() {}

    static Map<String, Rule> all() {
        return Map.of(
                "plain_text_input",
                typed().optional("initial_value", Values.text(0, 3000))
                        .optional("multiline", Values.truth())
                        .optional("min_length", Values.whole(0, 3000))
                        .optional("max_length", Values.whole(1, 3000)),
                "email_text_input",
                typed().optional("initial_value", Values.text(0, 3000)),
                "url_text_input",
                typed().optional("initial_value", Values.address()),
                "number_input",
                typed().required("is_decimal_allowed", Values.truth())
                        .optional("initial_value", number())
                        .optional("min_value", number())
                        .optional("max_value", number()));
    }

    private static Shape typed() {
        return Shape.element()
                .optional("placeholder", Compositions.plain(150))
                .optional(
                        "dispatch_action_config",
                        Shape.untyped()
                                .optional(
                                        "trigger_actions_on",
                                        Values.list(1, 2, Values.oneOf("on_enter_pressed", "on_character_entered"))));
    }

    /** Slack has numbers of a number input as strings. */
    private static Rule number() {
        return Values.matching(NUMBER, "a number in a string");
    }
}
