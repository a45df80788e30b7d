package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Fault;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code POST /aws/ssm}: Systems Manager's JSON 1.1 protocol. */
final class SsmEndpoint {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TARGET = "AmazonSSM.";

    private final Cloud cloud;
    private final Map<String, SsmAction> actions;
    private final FaultyCalls faultyCalls;
    private final Agents agents;

    SsmEndpoint(Cloud cloud, List<Map<String, SsmAction>> actions, FaultyCalls faultyCalls, Agents agents) {
        this.cloud = cloud;
        this.actions = new TreeMap<>();
        actions.forEach(this.actions::putAll);
        this.faultyCalls = faultyCalls;
        this.agents = agents;
    }

    /** Blocking: a rule may hold the call. */
    void handle(RoutingContext context) {
        String target = context.request().getHeader("x-amz-target");
        String name = target != null && target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
        JsonNode request = parsed(context);
        WireCall call = new WireCall(context, "ssm", name, request == null ? "" : request);
        Fault fault = null;
        Optional<Answer> answer;
        try {
            SsmAction action = admitted(call, name, request);
            JsonNode body = java.util.Objects.requireNonNull(request);
            List<Map<String, String>> facts = cloud.locked(() -> facts(body));
            fault = faultyCalls.strike("ssm", name, facts).orElse(null);
            answer = faultyCalls.run(
                    name,
                    facts.get(0),
                    fault,
                    struck -> answer(action, body, struck),
                    this::refusal,
                    AwsError.client("ThrottlingException", "Rate exceeded"));
        } catch (AwsError error) {
            answer = Optional.of(refusal(error));
        }
        cloud.kernel().traffic().record(call.end(answer, JSON, fault));
    }

    private @Nullable JsonNode parsed(RoutingContext context) {
        try {
            return cloud.kernel().json().readTree(context.body().asString());
        } catch (JsonProcessingException | IllegalArgumentException notJson) {
            return null;
        }
    }

    private SsmAction admitted(WireCall call, String name, @Nullable JsonNode request) {
        String wrong = Credentials.refusal(call.authorization(), "ssm");
        if (wrong != null) {
            throw AwsError.client(
                    "UnrecognizedClientException", "The security token included in the request is invalid: " + wrong);
        }
        SsmAction action = actions.get(name);
        if (action == null) {
            throw AwsError.client("UnknownOperationException", "There is no operation " + name);
        }
        if (request == null || !request.isObject()) {
            throw AwsError.client("SerializationException", "The body is not a JSON object");
        }
        for (var field : request.properties()) {
            if (!action.members().contains(field.getKey())) {
                throw AwsError.client("ValidationException", "The playground does not know " + field.getKey());
            }
        }
        return action;
    }

    private Answer answer(SsmAction action, JsonNode request, Struck struck) {
        try {
            ObjectNode document = cloud.locked(() -> {
                ObjectNode answered = action.body().answer(request, struck);
                if (struck.losesAgent() && struck.fault() != null) {
                    instances(request).forEach(instance -> agents.lose(instance, struck.fault()));
                }
                return answered;
            });
            if (action.mutating()) {
                cloud.flush();
            }
            return new Answer(200, document.toString());
        } catch (AwsError error) {
            return refusal(error);
        } catch (RuntimeException failed) {
            System.err.println("playground: ssm failed: " + failed);
            return refusal(new AwsError("InternalServerError", 500, "An internal error occurred: " + failed));
        }
    }

    private Answer refusal(AwsError error) {
        ObjectNode body = cloud.kernel()
                .json()
                .createObjectNode()
                .put("__type", error.code())
                .put("message", error.message());
        return new Answer(error.status(), body.toString());
    }

    private List<Instance> instances(JsonNode request) {
        List<Instance> known = new ArrayList<>();
        for (String id : SsmAction.instances(request)) {
            Instance instance = cloud.world().instances.get(id);
            if (instance != null) {
                known.add(instance);
            }
        }
        return known;
    }

    private List<Map<String, String>> facts(JsonNode request) {
        List<Map<String, String>> all =
                new ArrayList<>(instances(request).stream().map(CallFacts::of).toList());
        if (all.isEmpty()) {
            all.add(new TreeMap<>());
        }
        String comment = request.path("Comment").asText("");
        if (!comment.isEmpty()) {
            all.forEach(facts -> facts.put("comment", comment));
        }
        return all;
    }
}
