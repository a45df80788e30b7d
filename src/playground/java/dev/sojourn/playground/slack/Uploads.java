package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of the workspace and their bytes. */
final class Uploads {
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final Path bytes;
    private final ObjectMapper json;
    private final Journal journal;

    Uploads(Path folder, ObjectMapper json) {
        this.bytes = folder.resolve("slack-files");
        this.json = json;
        this.journal = new Journal(folder.resolve("slack-files.jsonl"), json);
    }

    synchronized void open() throws IOException {
        Files.createDirectories(bytes);
        for (Map.Entry<String, ObjectNode> saved : journal.open().entrySet()) {
            uploads.put(saved.getKey(), read(saved.getValue()));
        }
    }

    void close() throws IOException {
        journal.close();
    }

    synchronized Upload promise(String name, long length) {
        return keep(new Upload(
                Ids.of("F"),
                Ids.letters(32),
                name,
                name,
                length,
                Instant.now().getEpochSecond(),
                Upload.Stage.PROMISED));
    }

    synchronized Optional<Upload> find(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    /** The upload that still awaits bytes at this address. */
    synchronized Optional<Upload> awaiting(String ticket) {
        return uploads.values().stream()
                .filter(upload -> upload.stage() == Upload.Stage.PROMISED
                        && upload.ticket().equals(ticket))
                .findFirst();
    }

    synchronized void receive(Upload upload, byte[] content) throws IOException {
        Path fresh = bytes.resolve(upload.id() + ".tmp");
        Files.write(fresh, content);
        Files.move(fresh, bytes.resolve(upload.id()), StandardCopyOption.ATOMIC_MOVE);
        keep(upload.at(Upload.Stage.RECEIVED));
    }

    synchronized Upload complete(Upload upload, String title) {
        return keep(upload.titled(title).at(Upload.Stage.COMPLETED));
    }

    /** Where the bytes are; empty where none came. */
    Optional<Path> content(String id) {
        return find(id).filter(upload -> upload.stage() != Upload.Stage.PROMISED)
                .map(upload -> bytes.resolve(upload.id()));
    }

    private Upload keep(Upload upload) {
        uploads.put(upload.id(), upload);
        journal.put(upload.id(), json.valueToTree(upload));
        return upload;
    }

    private Upload read(ObjectNode saved) throws JsonProcessingException {
        return json.treeToValue(saved, Upload.class);
    }
}
