package dev.sojourn.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A message as people see it.
 *
 * @param thread the {@code ts} of the thread's first message, which is itself in it; empty where there is no thread
 * @param whisperedTo the id of the only person who sees it; empty: everybody does
 */
public record Message(String ts, String thread, String text, String whisperedTo, JsonNode blocks, JsonNode files) {

    public static Message of(JsonNode json) {
        return new Message(
                json.path("ts").asText(),
                json.path("thread_ts").asText(""),
                json.path("text").asText(),
                json.path("ephemeral_to").asText(""),
                json.path("blocks"),
                json.path("files"));
    }

    public boolean isRoot() {
        return whisperedTo.isEmpty() && (thread.isEmpty() || thread.equals(ts));
    }

    public boolean isReplyTo(Message root) {
        return whisperedTo.isEmpty() && thread.equals(root.ts) && !ts.equals(root.ts);
    }

    /** The {@code action_id}s of what can be pressed. */
    public List<String> buttons() {
        return blocks.findValuesAsText("action_id");
    }
}
