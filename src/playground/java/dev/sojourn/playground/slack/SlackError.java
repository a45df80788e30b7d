package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.slack.blocks.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Slack answers with {@code "ok": false}. */
final class SlackError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> messages;
    private final @Nullable String neededScope;

    private SlackError(String code, List<String> messages, @Nullable String neededScope) {
        super(code + (messages.isEmpty() ? "" : " " + messages));
        this.code = code;
        this.messages = List.copyOf(messages);
        this.neededScope = neededScope;
    }

    SlackError(String code, List<String> messages) {
        this(code, messages, null);
    }

    SlackError(String code) {
        this(code, List.of());
    }

    /** An argument that cannot be. */
    static SlackError argument(String message) {
        return new SlackError("invalid_arguments", List.of("[ERROR] " + message));
    }

    static SlackError violations(String code, List<Violation> violations) {
        return new SlackError(code, violations.stream().map(Violation::line).toList());
    }

    static SlackError missingScope(String needed) {
        return new SlackError("missing_scope", List.of(), needed);
    }

    String code() {
        return code;
    }

    ObjectNode answer(ObjectMapper json) {
        ObjectNode answer = json.createObjectNode().put("ok", false).put("error", code);
        if (neededScope != null) {
            answer.put("needed", neededScope).put("provided", String.join(",", Team.BOT_SCOPES));
        }
        if (!messages.isEmpty()) {
            answer.set("response_metadata", json.createObjectNode().set("messages", json.valueToTree(messages)));
        }
        return answer;
    }
}
