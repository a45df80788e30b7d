package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a list; {@code response_metadata.next_cursor} leads to the next.
 *
 * @param next where the next part begins; at or behind the end: there is none
 */
record Page(List<? extends JsonNode> items, int next, boolean isLast) {
    static Page of(List<? extends JsonNode> all, Call call, int otherwise, int most) {
        int from = from(call.text("cursor"));
        int to = Math.min(all.size(), from + call.count("limit", otherwise, most));
        if (from > all.size()) {
            throw new SlackError("invalid_cursor");
        }
        return new Page(all.subList(from, to), to, to == all.size());
    }

    /** Puts the items under their name, and the cursor. */
    ObjectNode into(ObjectNode answer, String name) {
        answer.putArray(name).addAll(List.copyOf(items));
        answer.putObject("response_metadata")
                .put("next_cursor", isLast ? "" : Base64.getEncoder().encodeToString(bytes("next:" + next)));
        return answer;
    }

    private static int from(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^next:", ""));
        } catch (IllegalArgumentException wrong) {
            throw new SlackError("invalid_cursor");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
