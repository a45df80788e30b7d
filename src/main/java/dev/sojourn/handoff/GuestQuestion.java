package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A script that only looks, run while somebody waits for its answer. Not for jobs, which never hold a thread. */
final class GuestQuestion {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int SECONDS = 60;
    private static final int MOST_WORDS = 200;

    private final RemoteShell shell;

    GuestQuestion(RemoteShell shell) {
        this.shell = shell;
    }

    /** What came of a question. */
    sealed interface Outcome {

        /** The script ran to its end. */
        record Answered(Invocation run) implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    /** The run that succeeded; empty where the machine did not answer in time, or the script failed. */
    Optional<Invocation> ask(String machine, String name, String script) {
        return put(machine, name, script) instanceof Outcome.Answered answered
                ? Optional.of(answered.run())
                : Optional.empty();
    }

    /** The same, with the reason where there is no answer. */
    Outcome put(String machine, String name, String script) {
        CloudAnswer<String> sent = shell.send(List.of(machine), name, script, SECONDS);
        if (sent instanceof Refused<String> refused) {
            return new Outcome.Failed("ssm:SendCommand was refused: " + refused.code() + ", " + refused.message());
        }
        if (sent instanceof Unclear<String> unclear) {
            return new Outcome.Failed("no answer to ssm:SendCommand: " + unclear.message());
        }
        return await(sent.ok().orElseThrow(), machine);
    }

    private Outcome await(String command, String machine) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<Invocation> run = shell.invocation(command, machine).ok();
            if (run.isPresent() && run.get().status() == Invocation.Status.SUCCEEDED) {
                return new Outcome.Answered(run.get());
            }
            if (run.isPresent() && run.get().status() == Invocation.Status.FAILED) {
                String words = run.get().error().strip().replaceAll("\\s+", " ");
                return new Outcome.Failed("the script failed: "
                        + (words.length() <= MOST_WORDS ? words : words.substring(words.length() - MOST_WORDS)));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Outcome.Failed("no answer within " + PATIENCE.toSeconds() + " s");
    }
}
