package dev.sojourn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An IAM policy of {@code deploy/iam}, read for its tests. */
record Policy(List<Statement> statements) {

    private static final Path FOLDER = Path.of("deploy", "iam");

    /** @param conditions values by operator and key, as {@code StringEquals ec2:Region} */
    record Statement(
            String sid,
            String effect,
            List<String> actions,
            List<String> resources,
            Map<String, List<String>> conditions) {

        boolean allows(String action) {
            return effect.equals("Allow") && actions.contains(action);
        }

        boolean demands(String key, String value) {
            return List.of(value).equals(conditions.get("StringEquals " + key));
        }
    }

    static Policy of(String file) {
        try {
            return of(new ObjectMapper().readTree(FOLDER.resolve(file).toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Policy of(JsonNode document) {
        return new Policy(
                elements(document.get("Statement")).map(Policy::statement).toList());
    }

    List<Statement> allowing(String action) {
        return statements.stream().filter(statement -> statement.allows(action)).toList();
    }

    Set<String> allowed() {
        return statements.stream()
                .filter(statement -> statement.effect().equals("Allow"))
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toSet());
    }

    private static Statement statement(JsonNode node) {
        Map<String, List<String>> conditions = new TreeMap<>();
        node.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key -> conditions.put(operator.getKey() + " " + key.getKey(), texts(key.getValue()))));
        return new Statement(
                node.get("Sid").asText(),
                node.get("Effect").asText(),
                texts(node.get("Action")),
                texts(node.get("Resource")),
                conditions);
    }

    /** IAM allows a text in place of a list of one. */
    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : elements(node).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
