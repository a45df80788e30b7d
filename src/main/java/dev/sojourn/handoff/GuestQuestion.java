package dev.sojourn.handoff;

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

    private final RemoteShell shell;

    GuestQuestion(RemoteShell shell) {
        this.shell = shell;
    }

    /** The run that succeeded; empty where the machine did not answer in time, or the script failed. */
    Optional<Invocation> ask(String machine, String name, String script) {
        return shell.send(List.of(machine), name, script, SECONDS).ok().flatMap(id -> await(id, machine));
    }

    private Optional<Invocation> await(String command, String machine) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<Invocation> run = shell.invocation(command, machine).ok();
            if (run.isPresent() && run.get().status() != Invocation.Status.UNDERWAY) {
                return run.filter(one -> one.status() == Invocation.Status.SUCCEEDED);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.empty();
    }
}
