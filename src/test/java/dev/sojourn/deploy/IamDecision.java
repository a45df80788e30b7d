package dev.sojourn.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What IAM decides by one policy, as far as the policies of {@code deploy/iam} go: any other operator of a condition is refused
 * here, so that none is passed over in silence.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation logic</a>
 */
final class IamDecision {

    private final Policy policy;

    IamDecision(Policy policy) {
        this.policy = policy;
    }

    boolean allows(IamCall call) {
        return !call.resources().isEmpty() && call.resources().stream().allMatch(resource -> allows(call, resource));
    }

    private boolean allows(IamCall call, IamCall.Resource resource) {
        Map<String, String> context = new HashMap<>(call.context());
        context.putAll(resource.context());
        List<Policy.Statement> matching = policy.statements().stream()
                .filter(statement -> statement.actions().stream().anyMatch(one -> matches(one, call.action())))
                .filter(statement -> statement.resources().stream().anyMatch(one -> matches(one, resource.arn())))
                .filter(statement -> statement.conditions().entrySet().stream()
                        .allMatch(condition -> holds(condition.getKey(), condition.getValue(), context)))
                .toList();
        return matching.stream().anyMatch(statement -> statement.effect().equals("Allow"))
                && matching.stream().noneMatch(statement -> statement.effect().equals("Deny"));
    }

    private static boolean holds(String condition, List<String> values, Map<String, String> context) {
        String[] parts = condition.split(" ", 2);
        String value = context.get(parts[1]);
        return switch (parts[0]) {
            case "StringEquals", "Bool" -> value != null && values.contains(value);
            case "ArnEquals" -> value != null && values.stream().anyMatch(one -> matches(one, value));
            default -> throw new IllegalArgumentException("The operator " + parts[0] + " is not known here");
        };
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E")
                .matcher(text)
                .matches();
    }
}
