package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object with known fields; any other field is refused. */
final class Shape implements Rule {
    private final Map<String, Rule> fields = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<Rule> further = new ArrayList<>();

    private Shape() {}

    /** An object with a {@code type}, which {@link ByType} has looked at already. */
    static Shape typed() {
        return untyped().required("type", Values.text(1, 255));
    }

    static Shape untyped() {
        return new Shape();
    }

    /** A block: typed, with a {@code block_id} of at most 255 characters. */
    static Shape block() {
        return typed().optional("block_id", Values.text(1, 255));
    }

    /** An interactive element: typed, with an {@code action_id} of at most 255 characters. */
    static Shape element() {
        return typed().optional("action_id", Values.text(1, 255)).optional("focus_on_load", Values.truth());
    }

    Shape required(String field, Rule rule) {
        required.add(field);
        return optional(field, rule);
    }

    Shape optional(String field, Rule rule) {
        fields.put(field, rule);
        return this;
    }

    /** Adds a rule over the whole object. */
    Shape also(Rule rule) {
        further.add(rule);
        return this;
    }

    /** At least one of these fields. */
    Shape oneOf(String... names) {
        return also((node, pointer, findings) -> {
            for (String name : names) {
                if (node.has(name)) {
                    return;
                }
            }
            findings.missing(pointer, String.join(" or ", names));
        });
    }

    @Override
    public void check(JsonNode node, String pointer, Findings findings) {
        if (!node.isObject()) {
            findings.constraint(pointer, "must provide an object");
            return;
        }
        for (String name : required) {
            if (!node.has(name)) {
                findings.missing(pointer, name);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Rule rule = fields.get(field.getKey());
            if (rule == null) {
                findings.unsupported(pointer, "unsupported field: " + field.getKey());
            } else {
                rule.check(field.getValue(), pointer + "/" + field.getKey(), findings);
            }
        }
        further.forEach(rule -> rule.check(node, pointer, findings));
    }
}
