package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Accepted;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Sends scripts by the document AWS-RunShellScript.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html">SendCommand</a>
 */
final class ScriptSending {

    private static final String DOCUMENT = "AWS-RunShellScript";
    private static final int LONGEST_COMMENT = 100;
    private static final int TARGETS_AT_ONCE = 50;

    /** As long as a guest may take a command for a fresh one; SSM allows no less than 30. */
    private static final int DELIVERY_SECONDS = 60;

    /** Out of these bounds the agent silently takes 3,600. */
    private static final int SHORTEST_RUN_SECONDS = 5;

    private static final int LONGEST_RUN_SECONDS = 172_800;

    private final SsmClient ssm;

    ScriptSending(SsmClient ssm) {
        this.ssm = ssm;
    }

    /**
     * Accepted as soon as one target took it: those that did not are absent from the command's invocations. Unclear as
     * soon as one part of the targets is.
     */
    CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeoutSeconds) {
        if (instances.isEmpty() || operation.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException(
                    "a script needs an instance and an operation id of at most 100 characters: " + operation);
        }
        if (script.contains("{{")) {
            throw new IllegalArgumentException("{{ is a parameter to SSM and may not reach it: " + operation);
        }
        Script told = new Script(operation, script, timeoutSeconds);
        List<CloudAnswer<String>> answers = new ArrayList<>();
        for (List<String> part : Parts.of(instances, TARGETS_AT_ONCE)) {
            send(part, told, answers);
        }
        return together(answers);
    }

    private void send(List<String> targets, Script script, List<CloudAnswer<String>> answers) {
        CloudAnswer<String> answer = Answers.of(() -> ssm.sendCommand(call -> call.documentName(DOCUMENT)
                        .instanceIds(targets)
                        .comment(script.operation())
                        .timeoutSeconds(DELIVERY_SECONDS)
                        .parameters(script.parameters()))
                .command()
                .commandId());
        if (targets.size() > 1 && isUnregistered(answer)) {
            int half = targets.size() / 2;
            send(targets.subList(0, half), script, answers);
            send(targets.subList(half, targets.size()), script, answers);
        } else {
            answers.add(answer);
        }
    }

    private static CloudAnswer<String> together(List<CloudAnswer<String>> answers) {
        Optional<CloudAnswer<String>> unclear =
                answers.stream().filter(Unclear.class::isInstance).findFirst();
        List<String> accepted =
                answers.stream().flatMap(answer -> answer.ok().stream()).toList();
        if (unclear.isPresent()) {
            return unclear.get();
        }
        return accepted.isEmpty() ? answers.get(0) : new Accepted<>(CommandIds.join(accepted));
    }

    private static boolean isUnregistered(CloudAnswer<String> answer) {
        return answer instanceof Refused<String> refused && refused.code().equals(ErrorCodes.UNREGISTERED);
    }

    private record Script(String operation, String text, int timeoutSeconds) {

        Map<String, List<String>> parameters() {
            int bounded = Math.min(Math.max(timeoutSeconds, SHORTEST_RUN_SECONDS), LONGEST_RUN_SECONDS);
            return Map.of("commands", List.of(text), "executionTimeout", List.of(Integer.toString(bounded)));
        }
    }
}
