package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One SendCommand. Its script is in the instances' folders.
 *
 * @param timeoutSeconds for the delivery
 * @param executionTimeout for the run, in seconds
 * @param invocations by instance
 */
record Command(
        @JsonProperty("id") String id,
        @JsonProperty("comment") String comment,
        @JsonProperty("commands") List<String> commands,
        @JsonProperty("workingDirectory") String workingDirectory,
        @JsonProperty("requestedAt") Instant requestedAt,
        @JsonProperty("timeoutSeconds") int timeoutSeconds,
        @JsonProperty("executionTimeout") int executionTimeout,
        @JsonProperty("invocations") Map<String, Invocation> invocations) {
    static final String DOCUMENT = "AWS-RunShellScript";

    /** The same without its script. */
    Command withoutScript() {
        return new Command(
                id, comment, List.of(), workingDirectory, requestedAt, timeoutSeconds, executionTimeout, invocations);
    }

    boolean isFinished() {
        return invocations.values().stream().allMatch(invocation -> invocation.status.isFinal());
    }

    /** The status of the whole: SSM has no own one for "some failed". */
    InvocationStatus status() {
        return invocations.values().stream()
                .map(invocation -> invocation.status)
                .max(java.util.Comparator.comparing(InvocationStatus::weight))
                .orElse(InvocationStatus.SUCCESS);
    }
}
