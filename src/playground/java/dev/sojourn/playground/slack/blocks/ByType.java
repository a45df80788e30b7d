package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Chooses the rule by the object's {@code type}. */
final class ByType implements Rule {
    private final Map<String, ? extends Rule> rules;
    private final Set<String> allowed;

    ByType(Map<String, ? extends Rule> rules, Set<String> allowed) {
        if (!rules.keySet().containsAll(allowed)) {
            throw new IllegalArgumentException("no rule for one of " + allowed);
        }
        this.rules = Map.copyOf(rules);
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void check(JsonNode node, String pointer, Findings findings) {
        String type = node.path("type").asText();
        Rule rule = rules.get(type);
        if (!node.isObject()) {
            findings.constraint(pointer, "must provide an object");
        } else if (type.isEmpty()) {
            findings.missing(pointer, "type");
        } else if (rule == null || !allowed.contains(type)) {
            findings.constraint(pointer + "/type", "unsupported type: " + type);
        } else {
            rule.check(node, pointer, findings);
        }
    }
}
