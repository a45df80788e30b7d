package dev.sojourn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.plan.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One node of the YAML file with its path: reads values of the right kind, and notes what is missing, wrong or unknown. */
final class ConfigurationNode {

    private final String path;
    private final JsonNode node;
    private final Problems problems;

    ConfigurationNode(String path, JsonNode node, Problems problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    private String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void problem(String name, String what) {
        problems.add(key(name), what);
    }

    /** A typing error in a key must not silently mean the default. */
    void knows(Collection<String> names) {
        Iterator<String> fields = node.fieldNames();
        while (fields.hasNext()) {
            String name = fields.next();
            if (!names.contains(name)) {
                problem(
                        name,
                        "unknown key; known here: "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    ConfigurationNode child(String name) {
        return new ConfigurationNode(key(name), node.path(name), problems);
    }

    String text(String name) {
        if (!has(name) || node.get(name).asText().isBlank()) {
            problem(name, "is missing");
            return "";
        }
        return node.get(name).asText();
    }

    String text(String name, String otherwise) {
        return has(name) ? node.get(name).asText() : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        if (has(name) && !node.get(name).isBoolean()) {
            problem(name, "must be true or false, not `" + node.get(name).asText() + "`");
        }
        return has(name) ? node.get(name).asBoolean() : otherwise;
    }

    int number(String name, int otherwise, int least) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.get(name).canConvertToInt() || node.get(name).asInt() < least) {
            problem(
                    name,
                    "must be a whole number of at least " + least + ", not `"
                            + node.get(name).asText() + "`");
            return otherwise;
        }
        return node.get(name).asInt();
    }

    Optional<Usd> dollars(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            BigDecimal amount = new BigDecimal(node.get(name).asText().replace("$", ""));
            if (amount.signum() < 0) {
                problem(name, "must not be negative: " + amount);
                return Optional.empty();
            }
            return Optional.of(Usd.of(amount));
        } catch (NumberFormatException notAnAmount) {
            problem(
                    name,
                    "must be an amount in US dollars, not `" + node.get(name).asText() + "`");
            return Optional.empty();
        }
    }

    Duration duration(String name, Duration otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String text = node.get(name).asText();
        try {
            Duration read = Duration.parse(iso(text));
            if (read.isNegative()) {
                problem(name, "must not be negative: " + text);
            }
            return read;
        } catch (DateTimeParseException notADuration) {
            problem(name, "must be a duration such as 500ms, 90s, 10m or 4h, not `" + text + "`");
            return otherwise;
        }
    }

    private static String iso(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (lower.endsWith("ms")) {
            String millis = lower.substring(0, lower.length() - 2);
            return millis.matches("\\d{1,9}") ? "PT" + (Long.parseLong(millis) / 1000.0) + "S" : text;
        }
        return lower.startsWith("pt") ? lower : "pt" + lower;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.path(name);
        if (has(name) && !list.isArray()) {
            problem(name, "must be a list");
        }
        list.forEach(one -> texts.add(one.asText()));
        return List.copyOf(texts);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    <T> List<T> each(String name, Function<ConfigurationNode, T> read) {
        List<T> all = new ArrayList<>();
        JsonNode list = node.path(name);
        if (!list.isArray() || list.isEmpty()) {
            problem(name, "must be a list of at least one");
            return all;
        }
        for (int index = 0; index < list.size(); index++) {
            all.add(read.apply(new ConfigurationNode(key(name) + "[" + index + "]", list.get(index), problems)));
        }
        return all;
    }

    <T> Map<String, T> map(String name, Function<ConfigurationNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        ConfigurationNode parent = child(name);
        parent.names().forEach(one -> all.put(one, read.apply(parent.child(one))));
        return all;
    }
}
