package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Step;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads the end of a log: on the builder while it builds, on the host once the volume is home. */
public final class GuestLogEnd implements LogEnds {

    /** In base64 and with its first line, this many bytes stay far below what a command may print. */
    private static final int BYTES = 6_000;

    private final GuestQuestion question;
    private final int bytes;
    private final GuestScripts scripts = new GuestScripts();

    public GuestLogEnd(RemoteShell shell) {
        this(shell, BYTES);
    }

    /** @param bytes how much of the end; at most 16,000 */
    public GuestLogEnd(RemoteShell shell, int bytes) {
        this.question = new GuestQuestion(shell);
        this.bytes = bytes;
    }

    @Override
    public Optional<End> of(Job job, String path) {
        String script = scripts.compose(
                "log-end",
                Map.of("MOUNT", job.request().plan().volume().mount(), "PATH", path, "BYTES", Integer.toString(bytes)));
        return question.ask(machine(job), "log-end-j" + job.number(), script).flatMap(GuestLogEnd::parse);
    }

    private static String machine(Job job) {
        boolean builds = job.step() == Step.RUN_BUILD || job.step() == Step.STOP_BUILD;
        return job.builder().filter(id -> builds).orElseGet(job::host);
    }

    private static Optional<End> parse(Invocation run) {
        String[] lines = run.output().strip().split("\n", 2);
        Optional<JsonNode> head = GuestReply.lastLine(lines[0]);
        if (head.isEmpty() || !head.get().path("ok").asBoolean()) {
            return Optional.empty();
        }
        long size = head.get().path("size").asLong();
        byte[] end = lines.length < 2 ? new byte[0] : Base64.getMimeDecoder().decode(lines[1]);
        String text = new String(end, StandardCharsets.UTF_8);
        // What it begins with is the rest of a line, or of a character, where the log is longer.
        return Optional.of(new End(size, size > end.length ? text.substring(text.indexOf('\n') + 1) : text));
    }
}
