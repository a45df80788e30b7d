package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Commands and invocations as SSM shows them. */
final class CommandDocument {
    private static final String PLUGIN = "aws:runShellScript";

    private CommandDocument() {}

    /** As in SendCommand and ListCommands. */
    static ObjectNode of(Command command, ObjectMapper json) {
        InvocationStatus status = command.status();
        ObjectNode document = json.createObjectNode()
                .put("CommandId", command.id())
                .put("DocumentName", Command.DOCUMENT)
                .put("DocumentVersion", "$DEFAULT")
                .put("Comment", command.comment())
                .put("RequestedDateTime", seconds(command.requestedAt()))
                .put(
                        "ExpiresAfter",
                        seconds(command.requestedAt()
                                .plusSeconds(command.timeoutSeconds() + (long) command.executionTimeout())))
                .put("Status", status.word())
                .put("StatusDetails", status.word())
                .put("TimeoutSeconds", command.timeoutSeconds())
                .put("TargetCount", command.invocations().size())
                .put(
                        "CompletedCount",
                        command.invocations().values().stream()
                                .filter(invocation -> invocation.status.isFinal())
                                .count())
                .put(
                        "ErrorCount",
                        command.invocations().values().stream()
                                .filter(invocation -> invocation.status == InvocationStatus.FAILED)
                                .count());
        command.invocations().keySet().forEach(document.putArray("InstanceIds")::add);
        ObjectNode parameters = document.putObject("Parameters");
        command.commands().forEach(parameters.putArray("commands")::add);
        return document;
    }

    /** As in GetCommandInvocation: no output before the end. */
    static ObjectNode of(Command command, Invocation invocation, CommandFolder folder, ObjectMapper json) {
        boolean ended = invocation.status.isFinal();
        return json.createObjectNode()
                .put("CommandId", command.id())
                .put("InstanceId", invocation.instance)
                .put("Comment", command.comment())
                .put("DocumentName", Command.DOCUMENT)
                .put("DocumentVersion", "$DEFAULT")
                .put("PluginName", PLUGIN)
                .put("ResponseCode", invocation.code)
                .put("ExecutionStartDateTime", text(invocation.startedAt))
                .put("ExecutionElapsedTime", ended ? "PT" + elapsed(invocation) + "S" : "")
                .put("ExecutionEndDateTime", text(invocation.endedAt))
                .put("Status", invocation.status.word())
                .put("StatusDetails", invocation.detail)
                .put("StandardOutputContent", ended ? folder.stdout() : "")
                .put("StandardOutputUrl", "")
                .put("StandardErrorContent", ended ? folder.stderr() : "")
                .put("StandardErrorUrl", "");
    }

    /** As in ListCommandInvocations, with the plugin where details are wanted. */
    static ObjectNode listed(
            Command command, Invocation invocation, @Nullable CommandFolder details, ObjectMapper json) {
        ObjectNode document = json.createObjectNode()
                .put("CommandId", command.id())
                .put("InstanceId", invocation.instance)
                .put("InstanceName", "")
                .put("Comment", command.comment())
                .put("DocumentName", Command.DOCUMENT)
                .put("DocumentVersion", "$DEFAULT")
                .put("RequestedDateTime", seconds(command.requestedAt()))
                .put("Status", invocation.status.word())
                .put("StatusDetails", invocation.detail);
        var plugins = document.putArray("CommandPlugins");
        if (details != null) {
            ObjectNode plugin = plugins.addObject()
                    .put("Name", PLUGIN)
                    .put("Status", invocation.status.word())
                    .put("StatusDetails", invocation.detail)
                    .put("ResponseCode", invocation.code)
                    .put("Output", invocation.status.isFinal() ? details.brief() : "");
            Instant startedAt = invocation.startedAt;
            Instant endedAt = invocation.endedAt;
            if (startedAt != null) {
                plugin.put("ResponseStartDateTime", seconds(startedAt));
            }
            if (endedAt != null) {
                plugin.put("ResponseFinishDateTime", seconds(endedAt));
            }
        }
        return document;
    }

    static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static double elapsed(Invocation invocation) {
        return invocation.startedAt == null || invocation.endedAt == null
                ? 0
                : seconds(invocation.endedAt) - seconds(invocation.startedAt);
    }

    private static String text(@Nullable Instant at) {
        return at == null ? "" : Documents.time(at);
    }
}
