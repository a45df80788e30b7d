package dev.sojourn.handoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.cloud.RemoteShell.Invocation;
import java.util.Optional;

/** Reads what a guest script printed: its last line is one JSON object. */
final class GuestReply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GuestReply() {}

    static GuestAnswer of(Invocation run) {
        switch (run.status()) {
            case UNDERWAY -> {
                return new GuestAnswer.Pending();
            }
            case FAILED -> {
                String words = run.error().isBlank() ? run.output() : run.error();
                return new GuestAnswer.Broken(shortened(words.isBlank() ? "no output" : words.strip()));
            }
            case SUCCEEDED -> {
                return lastLine(run.output())
                        .map(GuestReply::answer)
                        .orElseGet(() -> new GuestAnswer.Broken("it printed no answer: " + shortened(run.output())));
            }
        }
        throw new IllegalStateException("unreachable: " + run.status());
    }

    /** The JSON object on the last line, if there is one. */
    static Optional<JsonNode> lastLine(String output) {
        String text = output.strip();
        try {
            JsonNode node = JSON.readTree(text.substring(text.lastIndexOf('\n') + 1));
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static GuestAnswer answer(JsonNode told) {
        if (told.path("ok").asBoolean()) {
            return new GuestAnswer.Yes(told);
        }
        return new GuestAnswer.No(
                told.path("reason").asText("unknown"), told.path("detail").asText("no detail"), told);
    }

    private static String shortened(String words) {
        String line = words.replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : "…" + line.substring(line.length() - 300);
    }
}
