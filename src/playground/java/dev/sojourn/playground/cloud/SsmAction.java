package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One action of SSM.
 *
 * @param mutating its effect is on disk before it is answered
 * @param members of the request that it knows; others are refused
 * @param body runs under the cloud's lock
 */
record SsmAction(boolean mutating, List<String> members, Body body) {
    /** What the action does. */
    interface Body {
        ObjectNode answer(JsonNode request, Struck struck);
    }

    static SsmAction reading(Body body, String... members) {
        return new SsmAction(false, List.of(members), body);
    }

    static SsmAction changing(Body body, String... members) {
        return new SsmAction(true, List.of(members), body);
    }

    /** The instances that a request names. */
    static List<String> instances(JsonNode request) {
        List<String> ids = strings(request.path("InstanceIds"));
        if (request.hasNonNull("InstanceId")) {
            ids.add(request.path("InstanceId").asText());
        }
        return ids;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    /** The member's text; throws {@code ValidationException} where it is absent. */
    static String required(JsonNode request, String member) {
        if (!request.hasNonNull(member)) {
            throw invalid("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        return request.path(member).asText();
    }

    static AwsError invalid(String message) {
        return AwsError.client("ValidationException", "1 validation error detected: " + message);
    }
}
