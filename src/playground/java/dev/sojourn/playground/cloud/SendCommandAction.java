package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** SendCommand, for the document {@code AWS-RunShellScript}. */
final class SendCommandAction {
    private static final Set<String> PARAMETERS = Set.of("commands", "workingDirectory", "executionTimeout");
    private static final int MOST_INSTANCES = 50;
    private static final int MOST_COMMENT = 100;
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int USUAL_EXECUTION_TIMEOUT = 3_600;
    private static final int MOST_EXECUTION_TIMEOUT = 172_800;
    private static final int USUAL_TIMEOUT = 3_600;

    private final Cloud cloud;
    private final Agents agents;
    private final Commands commands;

    SendCommandAction(Cloud cloud, Agents agents, Commands commands) {
        this.cloud = cloud;
        this.agents = agents;
        this.commands = commands;
    }

    Map<String, SsmAction> actions() {
        return Map.of(
                "SendCommand",
                SsmAction.changing(
                        this::send,
                        "DocumentName",
                        "DocumentVersion",
                        "InstanceIds",
                        "Parameters",
                        "Comment",
                        "TimeoutSeconds"));
    }

    private ObjectNode send(JsonNode request, Struck struck) {
        if (!SsmAction.required(request, "DocumentName").equals(Command.DOCUMENT)) {
            throw AwsError.client("InvalidDocument", "The playground has only the document " + Command.DOCUMENT);
        }
        List<String> ids = SsmAction.strings(request.path("InstanceIds"));
        if (ids.isEmpty() || ids.size() > MOST_INSTANCES) {
            throw SsmAction.invalid("InstanceIds must have 1 to " + MOST_INSTANCES + " members, not " + ids.size());
        }
        for (String id : ids) {
            Instance instance = cloud.world().instances.get(id);
            if (instance == null || !agents.isReachable(instance, cloud.now())) {
                throw AwsError.client(
                        "InvalidInstanceId",
                        "Instances [[" + id + "]] not in a valid state for account " + Documents.ACCOUNT);
            }
        }
        Command command = read(request, ids, struck);
        commands.add(command);
        ObjectNode answer = cloud.kernel().json().createObjectNode();
        answer.set("Command", CommandDocument.of(command, cloud.kernel().json()));
        return answer;
    }

    private Command read(JsonNode request, List<String> ids, Struck struck) {
        JsonNode parameters = request.path("Parameters");
        for (var parameter : parameters.properties()) {
            if (!PARAMETERS.contains(parameter.getKey())) {
                throw AwsError.client("InvalidParameters", "There is no parameter " + parameter.getKey());
            }
        }
        List<String> lines = SsmAction.strings(parameters.path("commands"));
        if (lines.isEmpty()) {
            throw AwsError.client("InvalidParameters", "The parameter commands is missing");
        }
        if (parameters.toString().length() > MOST_CHARACTERS) {
            throw AwsError.client("MaxDocumentSizeExceeded", "The parameters are larger than 64 KB");
        }
        if (lines.stream().anyMatch(line -> line.contains("{{"))) {
            throw AwsError.client("InvalidParameters", "{{ }} would be interpolated by SSM, and names no parameter");
        }
        String comment = request.path("Comment").asText("");
        int timeout = request.path("TimeoutSeconds").asInt(USUAL_TIMEOUT);
        if (comment.length() > MOST_COMMENT || timeout < 30 || timeout > 2_592_000) {
            throw SsmAction.invalid("Comment has at most 100 characters, TimeoutSeconds is 30 to 2592000");
        }
        Instant now = cloud.now();
        Instant visible = cloud.after(Delay.SSM_LAG);
        Map<String, Invocation> invocations = new LinkedHashMap<>();
        for (String id : ids) {
            Instant deliverAt = struck.isStuck() ? Cloud.NEVER : cloud.after(Delay.DELIVERY);
            invocations.put(id, new Invocation(id, visible, deliverAt, now.plusSeconds(timeout)));
        }
        return new Command(
                UUID.randomUUID().toString(),
                comment,
                lines,
                parameters.path("workingDirectory").path(0).asText("/usr/bin"),
                now,
                timeout,
                executionTimeout(parameters.path("executionTimeout").path(0).asText("")),
                invocations);
    }

    /** As the real agent: what it cannot read or does not allow becomes the usual hour, in silence. */
    private static int executionTimeout(String text) {
        try {
            int seconds = Integer.parseInt(text);
            return seconds < 5 || seconds > MOST_EXECUTION_TIMEOUT ? USUAL_EXECUTION_TIMEOUT : seconds;
        } catch (NumberFormatException unreadable) {
            return USUAL_EXECUTION_TIMEOUT;
        }
    }
}
