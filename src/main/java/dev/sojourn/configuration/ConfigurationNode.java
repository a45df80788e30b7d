package dev.sojourn.configuration;

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
    private final String pattern;
    private final JsonNode node;
    private final Problems problems;
    private final KnownKeys known;

    /** The root of a file. */
    ConfigurationNode(JsonNode node, Problems problems, KnownKeys known) {
        this("", "", node, problems, known);
    }

    private ConfigurationNode(String path, String pattern, JsonNode node, Problems problems, KnownKeys known) {
        this.path = path;
        this.pattern = pattern;
        this.node = node;
        this.problems = problems;
        this.known = known;
    }

    private void asked(String name, String kind, Optional<String> otherwise) {
        known.add(pattern.isEmpty() ? name : pattern + "." + name, kind, otherwise);
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
                        "unknown key; "
                                + KnownKeys.nearest(names, name)
                                        .map(near -> "perhaps `" + near + "` is meant; ")
                                        .orElse("")
                                + "known here: "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    ConfigurationNode child(String name) {
        return child(name, name);
    }

    private ConfigurationNode child(String name, String inPattern) {
        return new ConfigurationNode(
                key(name), pattern.isEmpty() ? inPattern : pattern + "." + inPattern, node.path(name), problems, known);
    }

    /** A key that there is, though this file may have no use for it. */
    void mentions(String name, String kind) {
        asked(name, kind, Optional.empty());
    }

    String text(String name) {
        asked(name, "text", Optional.empty());
        if (!has(name) || node.get(name).asText().isBlank()) {
            problem(name, "is missing");
            return "";
        }
        return node.get(name).asText();
    }

    String text(String name, String otherwise) {
        asked(name, "text", Optional.of(otherwise));
        return has(name) ? node.get(name).asText() : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        asked(name, "true or false", Optional.of(Boolean.toString(otherwise)));
        if (has(name) && !node.get(name).isBoolean()) {
            problem(name, "must be true or false, not `" + node.get(name).asText() + "`");
        }
        return has(name) ? node.get(name).asBoolean() : otherwise;
    }

    int number(String name, int otherwise, int least) {
        asked(name, "whole number, " + least + " or more", Optional.of(Integer.toString(otherwise)));
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
        asked(name, "US dollars", Optional.empty());
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
        asked(name, "duration", Optional.of(words(otherwise)));
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

    /** As people write it: 90s, 10m, 4h. */
    private static String words(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
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
        asked(name, "list", Optional.of("[]"));
        List<String> texts = new ArrayList<>();
        JsonNode list = node.path(name);
        if (has(name) && !list.isArray()) {
            problem(name, "must be a list");
        }
        list.forEach(one -> texts.add(one.asText()));
        return List.copyOf(texts);
    }

    Set<String> names() {
        known.add(pattern + ".NAME", "entry", Optional.empty());
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
            all.add(read.apply(new ConfigurationNode(
                    key(name) + "[" + index + "]",
                    (pattern.isEmpty() ? name : pattern + "." + name) + "[]",
                    list.get(index),
                    problems,
                    known)));
        }
        return all;
    }

    <T> Map<String, T> map(String name, Function<ConfigurationNode, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        ConfigurationNode parent = child(name);
        parent.names().forEach(one -> all.put(one, read.apply(parent.child(one, "NAME"))));
        return all;
    }
}
