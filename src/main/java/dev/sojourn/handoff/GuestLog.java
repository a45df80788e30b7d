package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.job.BuildLog;
import dev.sojourn.job.Job;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a log from the host in compressed chunks, each small enough for the 24,000 characters that a command may print. */
public final class GuestLog implements BuildLog {

    private static final Logger LOG = LoggerFactory.getLogger(GuestLog.class);

    /** In base64 and with its first line, this many bytes stay below 23,000 characters. */
    private static final int CHUNK = 16_500;

    private final GuestQuestion question;
    private final GuestScripts scripts = new GuestScripts();

    public GuestLog(RemoteShell shell) {
        this.question = new GuestQuestion(shell);
    }

    @Override
    public Optional<byte[]> read(Job job, int limit) {
        if (job.build().isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        int total = 1;
        while (compressed.size() < total) {
            Optional<Chunk> chunk = chunk(job, compressed.size());
            if (chunk.isEmpty() || chunk.get().size() > limit || chunk.get().bytes().length == 0) {
                return Optional.empty();
            }
            total = chunk.get().total();
            compressed.writeBytes(chunk.get().bytes());
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
            return Optional.of(in.readNBytes(limit));
        } catch (IOException broken) {
            LOG.warn("Job {}: the log came back damaged: {}", job.label(), broken.getMessage());
            return Optional.empty();
        }
    }

    private record Chunk(int size, int total, byte[] bytes) {}

    private Optional<Chunk> chunk(Job job, int offset) {
        String mount = job.request().plan().volume().mount();
        String script = scripts.compose(
                "read-log",
                Map.of(
                        "MOUNT", mount,
                        "PATH", job.build().orElseThrow().log(),
                        "OFFSET", Integer.toString(offset),
                        "LIMIT", Integer.toString(CHUNK)));
        return question.ask(job.host(), "read-log-j" + job.number() + "-" + offset, script)
                .flatMap(GuestLog::parse);
    }

    private static Optional<Chunk> parse(Invocation run) {
        String[] lines = run.output().strip().split("\n", 2);
        Optional<JsonNode> head = GuestReply.lastLine(lines[0]);
        if (head.isEmpty() || lines.length < 2 || !head.get().path("ok").asBoolean()) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getMimeDecoder().decode(lines[1]);
        return Optional.of(new Chunk(
                head.get().path("size").asInt(), head.get().path("gz_size").asInt(), bytes));
    }
}
