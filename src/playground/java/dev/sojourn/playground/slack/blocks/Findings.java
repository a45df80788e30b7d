package dev.sojourn.playground.slack.blocks;

import java.util.ArrayList;
import java.util.List;

/** Collects violations while the rules walk the JSON. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    void constraint(String pointer, String message) {
        violations.add(new Violation(pointer, "failed_constraint", message));
    }

    void missing(String pointer, String field) {
        violations.add(new Violation(pointer, "missing_required_field", "missing required field: " + field));
    }

    void unsupported(String pointer, String message) {
        violations.add(new Violation(pointer, "unsupported_field", message));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
