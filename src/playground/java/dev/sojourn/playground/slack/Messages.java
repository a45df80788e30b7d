package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every message, by channel and timestamp, in Slack's shape. Ephemeral ones carry {@code ephemeral_to} and are in no
 * history. What is handed out is never changed: a change replaces the object.
 */
final class Messages {
    private final Map<String, TreeMap<String, ObjectNode>> channels = new HashMap<>();
    private final Journal journal;
    private final Live live;

    Messages(Path folder, ObjectMapper json, Live live) {
        this.journal = new Journal(folder.resolve("slack-messages.jsonl"), json);
        this.live = live;
    }

    synchronized void open() throws IOException {
        journal.open().forEach((key, message) -> {
            String[] place = key.split("/");
            in(place[0]).put(place[1], message);
            Ids.after(place[1]);
        });
    }

    void close() throws IOException {
        journal.close();
    }

    /** Gives the message its timestamp and keeps it; a reply is counted at its parent. */
    synchronized ObjectNode post(String channel, ObjectNode message) {
        String ts = Ids.timestamp();
        ObjectNode posted = message.deepCopy().put("type", "message").put("ts", ts);
        keep(channel, ts, posted);
        if (posted.has("thread_ts") && !posted.has("ephemeral_to")) {
            change(channel, posted.path("thread_ts").asText(), parent -> Replies.count(parent, posted));
        }
        return posted;
    }

    /** Whether anybody sees a message at this timestamp. */
    synchronized boolean has(String channel, String ts) {
        return in(channel).containsKey(ts);
    }

    /** What all in the channel see at this timestamp. */
    synchronized Optional<ObjectNode> find(String channel, String ts) {
        return Optional.ofNullable(in(channel).get(ts)).filter(message -> !message.has("ephemeral_to"));
    }

    /** What this person sees at this timestamp. */
    synchronized Optional<ObjectNode> seenBy(Person person, String channel, String ts) {
        return Optional.ofNullable(in(channel).get(ts))
                .filter(message ->
                        message.path("ephemeral_to").asText(person.id()).equals(person.id()));
    }

    /** Replaces the message by a changed copy; empty where there is none. */
    synchronized Optional<ObjectNode> change(String channel, String ts, Consumer<ObjectNode> change) {
        ObjectNode before = in(channel).get(ts);
        if (before == null) {
            return Optional.empty();
        }
        ObjectNode after = before.deepCopy();
        change.accept(after);
        keep(channel, ts, after);
        return Optional.of(after);
    }

    /** Takes the message away; a parent with replies leaves a gravestone, as in Slack. */
    synchronized void delete(String channel, String ts) {
        boolean hasReplies = in(channel).values().stream()
                .anyMatch(message -> message.path("thread_ts").asText().equals(ts)
                        && !message.path("ts").asText().equals(ts));
        if (hasReplies) {
            change(channel, ts, Replies::bury);
        } else {
            in(channel).remove(ts);
            journal.remove(channel + "/" + ts);
            live.changed("messages");
        }
    }

    /** Everything in the channel, ephemeral messages too, oldest first. */
    synchronized List<ObjectNode> all(String channel) {
        return List.copyOf(in(channel).values());
    }

    private void keep(String channel, String ts, ObjectNode message) {
        in(channel).put(ts, message);
        journal.put(channel + "/" + ts, message);
        live.changed("messages");
    }

    private TreeMap<String, ObjectNode> in(String channel) {
        return channels.computeIfAbsent(channel, ignored -> new TreeMap<>());
    }
}
