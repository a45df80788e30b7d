package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * EC2's filters over documents: every filter must match, by any of its values; {@code *} and {@code ?} are wildcards.
 *
 * @param paths where in the document each filter looks, as {@code instanceState.name}; lists are looked through
 */
record Filters(Map<String, String> paths) {
    boolean match(ObjectNode document, List<Ec2Query> filters) {
        return filters.stream().allMatch(filter -> matches(document, filter.required("Name"), filter.list("Value")));
    }

    private boolean matches(ObjectNode document, String name, List<String> values) {
        List<String> present = new ArrayList<>();
        if (name.equals("tag-key")) {
            collect(document, "tagSet.key", present);
        } else if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            for (JsonNode tag : document.path("tagSet")) {
                if (tag.path("key").asText().equals(key)) {
                    present.add(tag.path("value").asText());
                }
            }
        } else {
            String path = paths.get(name);
            if (path == null) {
                throw AwsError.client("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
            collect(document, path, present);
        }
        return values.stream()
                .map(Filters::pattern)
                .anyMatch(wanted ->
                        present.stream().anyMatch(value -> wanted.matcher(value).matches()));
    }

    private static void collect(JsonNode node, String path, List<String> values) {
        if (node.isArray()) {
            node.forEach(item -> collect(item, path, values));
        } else if (path.isEmpty()) {
            if (!node.isMissingNode()) {
                values.add(node.asText());
            }
        } else {
            int dot = path.indexOf('.');
            String first = dot < 0 ? path : path.substring(0, dot);
            collect(node.path(first), dot < 0 ? "" : path.substring(dot + 1), values);
        }
    }

    private static Pattern pattern(String value) {
        StringBuilder pattern = new StringBuilder();
        for (char character : value.toCharArray()) {
            pattern.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
