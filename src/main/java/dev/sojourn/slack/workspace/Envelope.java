package dev.sojourn.slack.workspace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;

/**
 * The outside of a Socket Mode frame.
 *
 * @param type hello, disconnect, slash_commands, interactive, events_api, or one that we do not know yet
 * @param id empty for hello and disconnect, which are not acknowledged
 * @param event the id of what happened, an event's or a person's act: redelivered, it comes in a new envelope
 * @param frame the whole frame
 * @see <a href="https://docs.slack.dev/apis/events-api/using-socket-mode">Using Socket Mode</a>
 */
public record Envelope(String type, Optional<String> id, Optional<String> event, String frame) {

    /** Reads a frame; empty where it is not one. */
    public static Optional<Envelope> read(String frame) {
        try {
            JsonElement json = JsonParser.parseString(frame);
            if (!json.isJsonObject()) {
                return Optional.empty();
            }
            JsonObject outside = json.getAsJsonObject();
            Optional<String> event = Optional.ofNullable(outside.get("payload"))
                    .filter(JsonElement::isJsonObject)
                    .flatMap(payload -> string(payload.getAsJsonObject(), "event_id")
                            .or(() -> string(payload.getAsJsonObject(), "trigger_id")));
            return Optional.of(
                    new Envelope(string(outside, "type").orElse(""), string(outside, "envelope_id"), event, frame));
        } catch (JsonParseException unreadable) {
            return Optional.empty();
        }
    }

    boolean isSlashCommand() {
        return type.equals("slash_commands");
    }

    boolean isEvent() {
        return type.equals("events_api");
    }

    private static Optional<String> string(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }
}
