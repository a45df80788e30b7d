package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What people press, choose from and type into. */
final class Elements {
    private static final Set<String> SELECTS = Set.of(
            "static_select",
            "users_select",
            "conversations_select",
            "channels_select",
            "multi_static_select",
            "multi_users_select",
            "multi_conversations_select",
            "multi_channels_select");
    private static final Map<String, Rule> ALL = all();

    private Elements() {}

    static Rule inActions() {
        return of(Set.of(
                "button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker"));
    }

    static Rule inSection() {
        return of(Set.of("button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker"));
    }

    static Rule inInput() {
        return of(Set.of(
                "checkboxes",
                "datepicker",
                "datetimepicker",
                "email_text_input",
                "number_input",
                "plain_text_input",
                "radio_buttons",
                "timepicker",
                "url_text_input"));
    }

    static Rule image() {
        return Shape.typed().required("image_url", Values.address()).required("alt_text", Values.text(1, 2000));
    }

    private static Rule of(Set<String> types) {
        Set<String> allowed = new HashSet<>(types);
        allowed.addAll(SELECTS);
        return new ByType(ALL, allowed);
    }

    private static Map<String, Rule> all() {
        Map<String, Rule> all = new HashMap<>(Inputs.all());
        all.put("button", button());
        all.put("image", image());
        all.put("overflow", confirmed().required("options", Values.list(1, 5, Compositions.overflowOption())));
        all.put(
                "checkboxes",
                confirmed()
                        .required("options", Values.list(1, 10, Compositions.choice()))
                        .optional("initial_options", Values.list(1, 10, Compositions.choice())));
        all.put(
                "radio_buttons",
                confirmed()
                        .required("options", Values.list(1, 10, Compositions.choice()))
                        .optional("initial_option", Compositions.choice()));
        all.put("datepicker", hinted().optional("initial_date", date()));
        all.put(
                "timepicker",
                hinted().optional(
                                "initial_time",
                                Values.matching(Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d"), "a time HH:mm"))
                        .optional("timezone", Values.text(1, 100)));
        all.put("datetimepicker", confirmed().optional("initial_date_time", Values.whole(0, 9_999_999_999L)));
        all.putAll(selects());
        return Map.copyOf(all);
    }

    private static Rule button() {
        return confirmed()
                .required("text", Compositions.plain(75))
                .optional("url", Values.address())
                .optional("value", Values.text(0, 2000))
                .optional("style", Values.oneOf("primary", "danger"))
                .optional("accessibility_label", Values.text(1, 75));
    }

    private static Map<String, Rule> selects() {
        Rule options = Values.list(1, 100, Compositions.option());
        Rule groups = Values.list(1, 100, Compositions.group());
        Map<String, Rule> all = new HashMap<>();
        all.put(
                "static_select",
                hinted().optional("options", options)
                        .optional("option_groups", groups)
                        .optional("initial_option", Compositions.option())
                        .oneOf("options", "option_groups")
                        .also(Elements::isOffered));
        all.put(
                "multi_static_select",
                many().optional("options", options)
                        .optional("option_groups", groups)
                        .optional("initial_options", options)
                        .oneOf("options", "option_groups"));
        all.put("users_select", hinted().optional("initial_user", id()));
        all.put("multi_users_select", many().optional("initial_users", ids()));
        all.put("channels_select", answering().optional("initial_channel", id()));
        all.put("multi_channels_select", many().optional("initial_channels", ids()));
        all.put("conversations_select", conversations(answering()).optional("initial_conversation", id()));
        all.put("multi_conversations_select", conversations(many()).optional("initial_conversations", ids()));
        return all;
    }

    /** What is chosen at first must be one of the options, word by word. */
    private static void isOffered(JsonNode select, String pointer, Findings findings) {
        JsonNode initial = select.path("initial_option");
        boolean offered = initial.isMissingNode() || has(select.path("options"), initial);
        for (JsonNode group : select.path("option_groups")) {
            offered |= has(group.path("options"), initial);
        }
        if (!offered) {
            findings.constraint(pointer + "/initial_option", "must be one of the provided options");
        }
    }

    private static boolean has(JsonNode options, JsonNode wanted) {
        for (JsonNode option : options) {
            if (option.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Shape conversations(Shape select) {
        return select.optional("default_to_current_conversation", Values.truth())
                .optional(
                        "filter",
                        Shape.untyped()
                                .optional("include", Values.list(1, 4, Values.oneOf("im", "mpim", "private", "public")))
                                .optional("exclude_external_shared_channels", Values.truth())
                                .optional("exclude_bot_users", Values.truth()));
    }

    private static Rule date() {
        return Values.matching(Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"), "a date YYYY-MM-DD");
    }

    private static Rule id() {
        return Values.matching(Pattern.compile("[A-Z][A-Z0-9]{2,}"), "an id");
    }

    private static Rule ids() {
        return Values.list(1, 100, id());
    }

    private static Shape confirmed() {
        return Shape.element().optional("confirm", Compositions.confirm());
    }

    private static Shape hinted() {
        return confirmed().optional("placeholder", Compositions.plain(150));
    }

    private static Shape answering() {
        return hinted().optional("response_url_enabled", Values.truth());
    }

    private static Shape many() {
        return hinted().optional("max_selected_items", Values.whole(1, 100));
    }
}
