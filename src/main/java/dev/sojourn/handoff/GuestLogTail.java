package dev.sojourn.handoff;

import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogTail;
import dev.sojourn.job.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the end of a log from the builder while it builds, from the host once the volume is home. On its way nobody is asked. */
public final class GuestLogTail implements LogTail {

    private static final Logger LOG = LoggerFactory.getLogger(GuestLogTail.class);

    private final GuestQuestion question;
    private final InstantSource clock;
    private final GuestScripts scripts = new GuestScripts();

    /** @param clock tells one question from the next */
    public GuestLogTail(RemoteShell shell, InstantSource clock) {
        this.question = new GuestQuestion(shell);
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> read(Job job, int bytes) {
        return machine(job).flatMap(machine -> ask(job, machine, bytes));
    }

    /** Who has the volume mounted and is not about to let go of it. */
    private static Optional<String> machine(Job job) {
        if (job.buildStartedAt().isEmpty() && job.build().isEmpty()) {
            return Optional.empty();
        }
        if (job.state().isTerminal() || job.step() == Step.CONFIRM_BUILDER_GONE) {
            return Optional.of(job.host());
        }
        return job.step() == Step.RUN_BUILD ? job.builder() : Optional.empty();
    }

    private Optional<byte[]> ask(Job job, String machine, int bytes) {
        String mount = job.request().plan().volume().mount();
        String script = scripts.compose(
                "tail-log",
                Map.of(
                        "MOUNT",
                        mount,
                        "PATH",
                        mount + "/sojourn/jobs/" + job.number() + "/build.log",
                        "BYTES",
                        Integer.toString(bytes)));
        String name = "tail-log-j" + job.number() + "-" + clock.instant().toEpochMilli();
        return question.ask(machine, name, script).flatMap(run -> unpack(job, run));
    }

    private static Optional<byte[]> unpack(Job job, Invocation run) {
        String[] lines = run.output().strip().split("\n", 2);
        if (lines.length < 2
                || GuestReply.lastLine(lines[0])
                        .filter(head -> head.path("ok").asBoolean())
                        .isEmpty()) {
            return Optional.empty();
        }
        byte[] packed = Base64.getMimeDecoder().decode(lines[1]);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            LOG.warn("Job {}: the end of the log came back damaged: {}", job.label(), broken.getMessage());
            return Optional.empty();
        }
    }
}
