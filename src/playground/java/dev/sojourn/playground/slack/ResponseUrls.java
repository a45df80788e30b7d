package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses by which a bot answers one interaction: five times within 30 minutes. */
final class ResponseUrls {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int USES = 5;

    private final Map<String, ObjectNode> given = new HashMap<>();
    private final ObjectMapper json;
    private final Journal journal;

    ResponseUrls(Path folder, ObjectMapper json) {
        this.json = json;
        this.journal = new Journal(folder.resolve("slack-response-urls.jsonl"), json);
    }

    synchronized void open() throws IOException {
        given.putAll(journal.open());
    }

    void close() throws IOException {
        journal.close();
    }

    /** The secret of a new address; {@code ts} is the message that was acted on. */
    synchronized String give(Person person, String channel, @Nullable String ts) {
        String secret = Ids.letters(24);
        ObjectNode entry = json.createObjectNode()
                .put("user", person.id())
                .put("channel", channel)
                .put("ts", ts)
                .put("uses", 0)
                .put("until", Instant.now().plus(LIFE).getEpochSecond());
        given.put(secret, entry);
        journal.put(secret, entry);
        return secret;
    }

    /** Counts one use; throws {@code expired_url} or {@code used_url}. */
    synchronized ResponseUrl use(String secret) {
        ObjectNode entry = given.get(secret);
        if (entry == null
                || Instant.now().getEpochSecond() >= entry.path("until").asLong()) {
            throw new SlackError("expired_url");
        }
        if (entry.path("uses").asInt() >= USES) {
            throw new SlackError("used_url");
        }
        entry.put("uses", entry.path("uses").asInt() + 1);
        journal.put(secret, entry);
        return new ResponseUrl(
                Person.byId(entry.path("user").asText()).orElseThrow(),
                entry.path("channel").asText(),
                entry.path("ts").isNull() ? null : entry.path("ts").asText());
    }

    /**
     * What an address stands for.
     *
     * @param ts the message that was acted on; null after a command
     */
    record ResponseUrl(
            Person person, String channel, @Nullable String ts) {}
}
