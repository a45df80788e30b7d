package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A channel: what people type, press and see there. */
public final class Channel {

    /** Where builds may be asked for. */
    public static final String COMPILERS = "C0000COMPILE";

    /** Where they may not. */
    static final String GENERAL = "C0000GENERAL";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final ControlApi api;
    private final String id;

    Channel(ControlApi api, String id) {
        this.api = api;
        this.id = id;
    }

    /** Types {@code /llvm-build} and what follows; answers what the bot acknowledged with. */
    public JsonNode type(Person person, String text) {
        return api.post(
                        "/playground/commands",
                        Map.of("user", person.id(), "channel", id, "command", "/llvm-build", "text", text))
                .path("ack");
    }

    /** Types it and answers what this person alone is told thereupon. */
    String answerTo(Person person, String text) {
        int known = whispers(person).size();
        type(person, text);
        return awaitWhisper(person, known, answer -> true);
    }

    /** Opens the form, fills in what is to be built, and sends it; answers what the bot acknowledged with. */
    JsonNode sendForm(Person person, String ref) {
        type(person, "");
        String view = await("the form of " + person)
                .atMost(ANSWER)
                .until(
                        () -> api.get("/playground/views?user=" + person.id())
                                .path("modals")
                                .path(0)
                                .path("id")
                                .asText(),
                        id -> !id.isEmpty());
        String field = "form-ref";
        return api.post(
                "/playground/views",
                Map.of(
                        "user",
                        person.id(),
                        "view_id",
                        view,
                        "action",
                        "submit",
                        "values",
                        Map.of(field, Map.of(field, ref))));
    }

    /** Mentions the bot in the thread of a message. */
    void mention(Person person, Message root, String text) {
        api.post(
                "/playground/mentions",
                Map.of("user", person.id(), "channel", id, "thread_ts", root.ts(), "text", text));
    }

    /** The same, handed to the bot by one connection of several. */
    void typeOver(String connection, Person person, String text) {
        api.post(
                "/playground/commands",
                Map.of(
                        "user", person.id(),
                        "channel", id,
                        "command", "/llvm-build",
                        "text", text,
                        "connection", connection));
    }

    /** Types it and waits for the card of the new job. */
    Card ask(Person person, String text) {
        int before = roots().size();
        type(person, text);
        return awaitCard(before);
    }

    /** Waits for one more card than {@code known}. */
    Card awaitCard(int known) {
        await("card " + (known + 1)).atMost(PATIENCE).until(() -> roots().size() > known);
        return new Card(this, roots().get(known).ts());
    }

    /** Presses a button of a message; answers the status of HTTP, 404 where there is no such button now. */
    public int press(Person person, Message message, String button) {
        return api.status(
                "/playground/actions",
                Map.of("user", person.id(), "channel", id, "message_ts", message.ts(), "action_id", button));
    }

    /** Presses a button that is there; answers what Slack says, with {@code ack} where the bot has acknowledged in time. */
    public JsonNode tap(Person person, Message message, String button) {
        return api.post(
                "/playground/actions",
                Map.of("user", person.id(), "channel", id, "message_ts", message.ts(), "action_id", button));
    }

    /** The same, handed to the bot by one connection of several. */
    int pressOver(String connection, Person person, Message message, String button) {
        return api.status(
                "/playground/actions",
                Map.of(
                        "user", person.id(),
                        "channel", id,
                        "message_ts", message.ts(),
                        "action_id", button,
                        "connection", connection));
    }

    public List<Message> messages() {
        return StreamSupport.stream(
                        api.get("/playground/messages?channel=" + id).spliterator(), false)
                .map(Message::of)
                .toList();
    }

    List<Message> roots() {
        return messages().stream().filter(Message::isRoot).toList();
    }

    /** What this person alone was told here, oldest first. */
    List<String> whispers(Person person) {
        return messages().stream()
                .filter(message -> message.whisperedTo().equals(person.id()))
                .map(Message::text)
                .toList();
    }

    /** Waits until this person alone is told something of the kind after the first {@code known} whispers. */
    String awaitWhisper(Person person, int known, Predicate<String> kind) {
        return await("a whisper to " + person)
                .atMost(ANSWER)
                .until(() -> whispers(person).stream().skip(known).filter(kind).findFirst(), Optional::isPresent)
                .orElseThrow();
    }
}
