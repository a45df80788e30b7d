package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What the bot has written to one person, and what they press there. */
final class DirectMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ControlApi api;
    private final Person person;

    DirectMessages(ControlApi api, Person person) {
        this.api = api;
        this.person = person;
    }

    /** What stays; the answers to presses are whispered. */
    List<Message> all() {
        return raw().stream()
                .map(Message::of)
                .filter(one -> one.whisperedTo().isEmpty())
                .toList();
    }

    /** Waits for a message of the kind. */
    Message first(Predicate<String> kind) {
        return await("a direct message to " + person)
                .atMost(PATIENCE)
                .until(() -> all().stream().filter(one -> kind.test(one.text())).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for a file whose name begins and ends so. */
    void awaitFile(String begin, String end) {
        await("a file " + begin + "…" + end + " to " + person)
                .atMost(PATIENCE)
                .until(() -> all().stream()
                        .flatMap(one -> one.files().findValuesAsText("name").stream())
                        .anyMatch(name -> name.startsWith(begin) && name.endsWith(end)));
    }

    /** The message as it is now. */
    Message now(Message before) {
        return all().stream()
                .filter(one -> one.ts().equals(before.ts()))
                .findFirst()
                .orElseThrow();
    }

    /** Presses a button; answers the status of HTTP, 404 where there is no such button now. */
    int press(Message message, String button) {
        String channel = raw().stream()
                .filter(one -> one.path("ts").asText().equals(message.ts()))
                .map(one -> one.path("channel").asText())
                .findFirst()
                .orElseThrow();
        return api.status(
                "/playground/actions",
                Map.of("user", person.id(), "channel", channel, "message_ts", message.ts(), "action_id", button));
    }

    private List<JsonNode> raw() {
        return StreamSupport.stream(
                        api.get("/playground/messages?user=" + person.id()).spliterator(), false)
                .toList();
    }
}
