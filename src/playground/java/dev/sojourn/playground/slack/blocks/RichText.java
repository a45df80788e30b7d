package dev.sojourn.playground.slack.blocks;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as a tree. */
final class RichText {
    private static final Rule INLINE = inline();

    private RichText() {}

    static Shape block() {
        return Shape.block().required("elements", Values.list(1, 1000, parts()));
    }

    /** As a field of a task card: exactly one part. */
    static Rule single() {
        return new ByType(
                Map.of("rich_text", Shape.block().required("elements", Values.list(1, 1, parts()))),
                Set.of("rich_text"));
    }

    static Rule cell() {
        return new ByType(
                Map.of("rich_text", block(), "raw_text", Shape.typed().required("text", Values.text(1, 3000))),
                Set.of("rich_text", "raw_text"));
    }

    private static Rule parts() {
        Shape section = Shape.typed().required("elements", Values.list(0, 1000, INLINE));
        Rule sections = new ByType(Map.of("rich_text_section", section), Set.of("rich_text_section"));
        Map<String, Rule> rules = Map.of(
                "rich_text_section",
                section,
                "rich_text_preformatted",
                Shape.typed()
                        .required("elements", Values.list(0, 1000, INLINE))
                        .optional("border", Values.whole(0, 1))
                        .optional("language", Values.text(1, 100)),
                "rich_text_quote",
                Shape.typed().required("elements", Values.list(0, 1000, INLINE)).optional("border", Values.whole(0, 1)),
                "rich_text_list",
                Shape.typed()
                        .required("elements", Values.list(1, 1000, sections))
                        .required("style", Values.oneOf("bullet", "ordered"))
                        .optional("indent", Values.whole(0, 8))
                        .optional("offset", Values.whole(0, 10_000))
                        .optional("border", Values.whole(0, 1)));
        return new ByType(rules, rules.keySet());
    }

    private static Rule inline() {
        Map<String, Rule> rules = Map.of(
                "text", styled().required("text", Values.text(1, 40_000)),
                "link",
                        styled().required("url", Values.address())
                                .optional("text", Values.text(1, 3000))
                                .optional("unsafe", Values.truth()),
                "emoji",
                        styled().required("name", Values.matching(Pattern.compile("[a-z0-9_+'-]+"), "an emoji's name"))
                                .optional("unicode", Values.text(1, 100))
                                .optional("skin_tone", Values.whole(1, 6)),
                "user", styled().required("user_id", Values.text(1, 255)),
                "usergroup", styled().required("usergroup_id", Values.text(1, 255)),
                "channel", styled().required("channel_id", Values.text(1, 255)),
                "broadcast", styled().required("range", Values.oneOf("here", "channel", "everyone")),
                "date",
                        styled().required("timestamp", Values.whole(0, 9_999_999_999L))
                                .required("format", Values.text(1, 255))
                                .optional("url", Values.address())
                                .optional("fallback", Values.text(1, 255)),
                "color",
                        Shape.typed()
                                .required("value", Values.matching(Pattern.compile("#[0-9a-fA-F]{6}"), "a colour")));
        return new ByType(rules, rules.keySet());
    }

    private static Shape styled() {
        Shape style = Shape.untyped();
        for (String name :
                Set.of("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")) {
            style.optional(name, Values.truth());
        }
        return Shape.typed().optional("style", style);
    }
}
