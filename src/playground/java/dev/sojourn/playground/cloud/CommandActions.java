package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of commands, and CancelCommand. */
final class CommandActions {
    private static final int MOST = 50;

    private final Cloud cloud;
    private final Commands commands;
    private final Pages pages;
    private final ObjectMapper json;

    CommandActions(Cloud cloud, Commands commands) {
        this.cloud = cloud;
        this.commands = commands;
        this.pages = new Pages(cloud.random());
        this.json = cloud.kernel().json();
    }

    Map<String, SsmAction> actions() {
        return Map.of(
                "GetCommandInvocation", SsmAction.reading(this::get, "CommandId", "InstanceId", "PluginName"),
                "ListCommands",
                        SsmAction.reading(this::list, "CommandId", "InstanceId", "MaxResults", "NextToken", "Filters"),
                "ListCommandInvocations",
                        SsmAction.reading(
                                this::listInvocations,
                                "CommandId",
                                "InstanceId",
                                "MaxResults",
                                "NextToken",
                                "Filters",
                                "Details"),
                "CancelCommand", SsmAction.changing(this::cancel, "CommandId", "InstanceIds"));
    }

    private ObjectNode get(JsonNode request, Struck struck) {
        Command command = cloud.world().commands.get(SsmAction.required(request, "CommandId"));
        String instance = SsmAction.required(request, "InstanceId");
        Invocation invocation = command == null ? null : command.invocations().get(instance);
        if (command == null || invocation == null || isHidden(invocation, struck)) {
            throw AwsError.client("InvocationDoesNotExist", "An error occurred: there is no such invocation yet");
        }
        return CommandDocument.of(command, invocation, commands.folder(command, instance), json);
    }

    private ObjectNode list(JsonNode request, Struck struck) {
        List<ObjectNode> found = new ArrayList<>();
        for (Command command : wanted(request)) {
            boolean visible = command.invocations().values().stream().noneMatch(one -> isHidden(one, struck));
            String status = command.status().word();
            if (visible && SsmFilters.match(request.path("Filters"), command, status)) {
                found.add(CommandDocument.of(command, json).put("key", key(command)));
            }
        }
        return page("Commands", found, request);
    }

    private ObjectNode listInvocations(JsonNode request, Struck struck) {
        boolean details = request.path("Details").asBoolean();
        List<ObjectNode> found = new ArrayList<>();
        for (Command command : wanted(request)) {
            for (Invocation invocation : command.invocations().values()) {
                boolean asked = !request.hasNonNull("InstanceId")
                        || request.path("InstanceId").asText().equals(invocation.instance);
                if (asked
                        && !isHidden(invocation, struck)
                        && SsmFilters.match(request.path("Filters"), command, invocation.status.word())) {
                    CommandFolder folder = details ? commands.folder(command, invocation.instance) : null;
                    found.add(CommandDocument.listed(command, invocation, folder, json)
                            .put("key", key(command) + invocation.instance));
                }
            }
        }
        return page("CommandInvocations", found, request);
    }

    private ObjectNode cancel(JsonNode request, Struck struck) {
        Command command = cloud.world().commands.get(SsmAction.required(request, "CommandId"));
        if (command == null) {
            throw AwsError.client("InvalidCommandId", "There is no such command");
        }
        List<String> only = SsmAction.strings(request.path("InstanceIds"));
        if (!struck.isStuck()) {
            command.invocations().values().stream()
                    .filter(invocation -> only.isEmpty() || only.contains(invocation.instance))
                    .forEach(invocation -> commands.cancel(command, invocation));
        }
        return json.createObjectNode();
    }

    private List<Command> wanted(JsonNode request) {
        if (request.hasNonNull("CommandId")) {
            Command command =
                    cloud.world().commands.get(request.path("CommandId").asText());
            return command == null ? List.of() : List.of(command);
        }
        String instance = request.path("InstanceId").asText("");
        return cloud.world().commands.values().stream()
                .filter(command -> instance.isEmpty() || command.invocations().containsKey(instance))
                .toList();
    }

    private boolean isHidden(Invocation invocation, Struck struck) {
        return struck.isStale() || cloud.now().isBefore(invocation.visibleAt);
    }

    /** Newest first. */
    private static String key(Command command) {
        return "%016d".formatted(Long.MAX_VALUE / 1000 - command.requestedAt().toEpochMilli()) + command.id();
    }

    private ObjectNode page(String member, List<ObjectNode> found, JsonNode request) {
        int most = request.path("MaxResults").asInt(MOST);
        if (most < 1 || most > MOST) {
            throw SsmAction.invalid("MaxResults is 1 to " + MOST);
        }
        Pages.Page<ObjectNode> page = pages.cut(
                found,
                document -> document.path("key").asText(),
                most,
                request.hasNonNull("NextToken") ? request.path("NextToken").asText() : null,
                "InvalidNextToken");
        ObjectNode answer = json.createObjectNode();
        var array = answer.putArray(member);
        page.items().forEach(document -> array.add(document.without("key")));
        if (page.nextToken() != null) {
            answer.put("NextToken", page.nextToken());
        }
        return answer;
    }
}
