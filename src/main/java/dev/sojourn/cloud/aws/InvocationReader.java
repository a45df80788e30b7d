package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.cloud.RemoteShell.Invocation.Status;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.CommandPlugin;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/**
 * Reads how a command went.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html">Command statuses</a>
 */
final class InvocationReader {

    /** The line by which the agent parts standard error from standard output where a list has one field for both. */
    private static final String ERROR_FOLLOWS = "\n----------ERROR-------\n";

    private InvocationReader() {}

    static Invocation read(CommandInvocation invocation) {
        String both = invocation.commandPlugins().stream()
                .map(CommandPlugin::output)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
        int border = both.indexOf(ERROR_FOLLOWS);
        return invocation(
                invocation.commandId(),
                invocation.instanceId(),
                invocation.comment(),
                status(invocation.status()),
                border < 0 ? both : both.substring(0, border),
                border < 0 ? "" : both.substring(border + ERROR_FOLLOWS.length()),
                invocation.statusDetails());
    }

    static Invocation read(GetCommandInvocationResponse invocation) {
        return invocation(
                invocation.commandId(),
                invocation.instanceId(),
                invocation.comment(),
                status(invocation.status()),
                Objects.requireNonNullElse(invocation.standardOutputContent(), ""),
                Objects.requireNonNullElse(invocation.standardErrorContent(), ""),
                invocation.statusDetails());
    }

    /** A command that was never delivered has no standard error; its details then say what became of it. */
    private static Invocation invocation(
            String command,
            String instance,
            String comment,
            Status status,
            String output,
            String error,
            String details) {
        boolean silent = status == Status.FAILED && error.isBlank();
        return new Invocation(
                command,
                instance,
                Objects.requireNonNullElse(comment, ""),
                status,
                output,
                silent ? Objects.requireNonNullElse(details, "") : error);
    }

    private static Status status(CommandInvocationStatus status) {
        if (status == null) {
            throw new UnreadableAnswerException("an invocation came without its status");
        }
        return switch (status) {
            // A cancel is no promise: until SSM says that the run has ended it may still be going on.
            case PENDING, IN_PROGRESS, DELAYED, CANCELLING, UNKNOWN_TO_SDK_VERSION -> Status.UNDERWAY;
            case SUCCESS -> Status.SUCCEEDED;
            case CANCELLED, TIMED_OUT, FAILED -> Status.FAILED;
        };
    }
}
