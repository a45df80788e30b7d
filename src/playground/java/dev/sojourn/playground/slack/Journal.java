package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map of JSON objects, kept as one line per change: what {@link #put} was told outlives a {@code kill -9} the moment it
 * returns, and costs one short write whatever the map's size.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private final ObjectMapper json;
    private @Nullable Writer lines;

    Journal(Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
    }

    /** Reads what there is, drops what was replaced since, and stays open for more. */
    synchronized Map<String, ObjectNode> open() throws IOException {
        Map<String, ObjectNode> values = new LinkedHashMap<>();
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                read(line, values);
            }
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (Writer compacted = Files.newBufferedWriter(fresh)) {
            for (Map.Entry<String, ObjectNode> entry : values.entrySet()) {
                compacted.write(line(entry.getKey(), entry.getValue()));
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
        return values;
    }

    synchronized void put(String key, JsonNode value) {
        append(line(key, value));
    }

    synchronized void remove(String key) {
        append(line(key, json.nullNode()));
    }

    @Override
    public synchronized void close() throws IOException {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }

    private void append(String line) {
        if (lines == null) {
            throw new IllegalStateException(file + " is not open");
        }
        try {
            lines.write(line);
            lines.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private String line(String key, JsonNode value) {
        try {
            return json.writeValueAsString(
                            json.createObjectNode().put("key", key).set("value", value))
                    + "\n";
        } catch (JsonProcessingException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(String line, Map<String, ObjectNode> values) {
        JsonNode entry;
        try {
            entry = json.readTree(line);
        } catch (JsonProcessingException cutOff) {
            // Only a line in the midst of which the process was killed: nobody was told that it is kept.
            return;
        }
        if (entry.path("value") instanceof ObjectNode value) {
            values.put(entry.path("key").asText(), value);
        } else {
            values.remove(entry.path("key").asText());
        }
    }
}
