package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of single values and of lists. */
final class Values {
    private Values() {}

    /** A string; lengths count characters as Slack does, in code points. */
    static Rule text(int least, int most) {
        return (node, pointer, findings) -> {
            if (!node.isTextual()) {
                findings.constraint(pointer, "must be a string");
                return;
            }
            String value = node.textValue();
            int length = value.codePointCount(0, value.length());
            if (length > most) {
                findings.constraint(pointer, "must be less than " + (most + 1) + " characters");
            } else if (length < least) {
                findings.constraint(pointer, "must be more than " + (least - 1) + " characters");
            }
        };
    }

    static Rule matching(Pattern pattern, String described) {
        return (node, pointer, findings) -> {
            if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
                findings.constraint(pointer, "must be " + described);
            }
        };
    }

    /** An absolute http(s) or mailto address of at most 3,000 characters. */
    static Rule address() {
        Rule length = text(1, 3000);
        return (node, pointer, findings) -> {
            length.check(node, pointer, findings);
            if (node.isTextual() && !isAddress(node.textValue())) {
                findings.constraint(pointer, "must be a valid URL");
            }
        };
    }

    private static boolean isAddress(String value) {
        try {
            URI address = new URI(value);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                            && address.getHost() != null
                    || "mailto".equals(address.getScheme());
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    static Rule truth() {
        return (node, pointer, findings) -> {
            if (!node.isBoolean()) {
                findings.constraint(pointer, "must be a boolean");
            }
        };
    }

    static Rule whole(long least, long most) {
        return (node, pointer, findings) -> {
            if (!node.isIntegralNumber()) {
                findings.constraint(pointer, "must be an integer");
            } else if (node.longValue() < least || node.longValue() > most) {
                findings.constraint(pointer, "must be between " + least + " and " + most);
            }
        };
    }

    static Rule oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (node, pointer, findings) -> {
            if (!node.isTextual() || !values.contains(node.textValue())) {
                findings.constraint(pointer, "must be one of: " + String.join(", ", values));
            }
        };
    }

    static Rule list(int least, int most, Rule item) {
        return (node, pointer, findings) -> {
            if (!node.isArray()) {
                findings.constraint(pointer, "must be an array");
                return;
            }
            if (node.size() > most) {
                findings.constraint(pointer, "no more than " + most + " items allowed");
            } else if (node.size() < least) {
                findings.constraint(pointer, "no less than " + least + " items allowed");
            }
            int index = 0;
            for (JsonNode each : node) {
                item.check(each, pointer + "/" + index, findings);
                index++;
            }
        };
    }
}
