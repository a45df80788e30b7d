package dev.sojourn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CloudFormation template, with its parameters set. */
public final class Template {

    static final Path FILE = Path.of("deploy", "cloudformation", "sojourn.yml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode root;
    private final Map<String, String> values;

    private Template(JsonNode root, Map<String, String> values) {
        this.root = root;
        this.values = values;
    }

    /** Lists are separated by commas, as on CloudFormation's command line. Anything that is referred to needs a value. */
    public static Template with(Map<String, String> values) {
        try {
            return new Template(YAML.readTree(FILE.toFile()), new TreeMap<>(values));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode raw() {
        return root;
    }

    JsonNode resource(String name) {
        return resolved(root.path("Resources").path(name));
    }

    /** All that a role's inline policies say, in one. */
    Policy policy(String role) {
        ArrayNode statements = YAML.createArrayNode();
        resource(role)
                .at("/Properties/Policies")
                .forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statements::add));
        return Policy.of(YAML.createObjectNode().set("Statement", statements));
    }

    JsonNode policyDocument(String role, String policy) {
        for (JsonNode one : resource(role).at("/Properties/Policies")) {
            if (one.path("PolicyName").asText().equals(policy)) {
                return one.get("PolicyDocument");
            }
        }
        throw new IllegalArgumentException(role + " has no policy " + policy);
    }

    private JsonNode resolved(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.has("Ref")) {
            return value(node.get("Ref").asText());
        }
        if (node.isObject() && node.size() == 1 && node.has("Fn::Sub")) {
            return YAML.getNodeFactory()
                    .textNode(substituted(node.get("Fn::Sub").asText()));
        }
        if (node.isObject()) {
            ObjectNode copy = YAML.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = YAML.createArrayNode();
            node.forEach(one -> copy.add(resolved(one)));
            return copy;
        }
        return node;
    }

    private JsonNode value(String name) {
        String value = values.get(name);
        if (value == null) {
            return YAML.getNodeFactory().textNode("(" + name + ")");
        }
        boolean list = root.at("/Parameters/" + name + "/Type").asText().equals("CommaDelimitedList");
        return list
                ? YAML.valueToTree(List.of(value.split(",")))
                : YAML.getNodeFactory().textNode(value);
    }

    private String substituted(String text) {
        String result = text;
        for (Map.Entry<String, String> one : values.entrySet()) {
            result = result.replace("${" + one.getKey() + "}", one.getValue());
        }
        if (result.contains("${")) {
            throw new IllegalArgumentException("There is no value for a part of " + text);
        }
        return result;
    }
}
