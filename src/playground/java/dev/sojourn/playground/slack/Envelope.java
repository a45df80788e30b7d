package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to a bot.
 *
 * @param type {@code slash_commands}, {@code interactive} or {@code events_api}
 * @param action what traffic and faults call it, such as {@code block_actions} or {@code app_mention}
 * @param connection the one that must take it; null for any
 * @param attempt how many were sent before with the same payload; only for events
 */
record Envelope(
        String type,
        String action,
        ObjectNode payload,
        @Nullable String connection,
        int attempt,
        String retryReason,
        Map<String, String> facts) {
    Envelope {
        facts = Map.copyOf(facts);
    }

    static Envelope slash(ObjectNode payload, @Nullable String connection) {
        return new Envelope(
                "slash_commands",
                "slash_commands",
                payload,
                connection,
                0,
                "",
                Map.of(
                        "user", payload.path("user_id").asText(),
                        "channel", payload.path("channel_id").asText(),
                        "command", payload.path("command").asText()));
    }

    static Envelope interactive(ObjectNode payload, @Nullable String connection) {
        return new Envelope(
                "interactive",
                payload.path("type").asText(),
                payload,
                connection,
                0,
                "",
                Map.of(
                        "user", payload.path("user").path("id").asText(),
                        "channel", payload.path("channel").path("id").asText(),
                        "action_id",
                                payload.path("actions")
                                        .path(0)
                                        .path("action_id")
                                        .asText()));
    }

    static Envelope event(ObjectNode payload, int attempt, String retryReason) {
        return new Envelope(
                "events_api",
                payload.path("event").path("type").asText(),
                payload,
                null,
                attempt,
                retryReason,
                Map.of("user", payload.path("event").path("user").asText()));
    }

    String newId() {
        return UUID.randomUUID().toString();
    }

    ObjectNode frame(String id, ObjectMapper json) {
        boolean event = type.equals("events_api");
        ObjectNode frame = json.createObjectNode()
                .put("envelope_id", id)
                .put("type", type)
                .put("accepts_response_payload", !event);
        frame.set("payload", payload);
        if (event) {
            frame.put("retry_attempt", attempt).put("retry_reason", retryReason);
        }
        return frame;
    }
}
