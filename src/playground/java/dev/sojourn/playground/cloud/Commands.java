package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Brings commands to the agents, and what became of them back. All but the machines' work is under the lock. */
final class Commands {
    private static final int KEPT = 2_000;
    private static final int WITH_SCRIPT = 20;
    private static final int KILLED = 137;

    /** An exit status by which a script asks to be run again after a reboot. */
    private static final int REBOOT = 194;

    private final Cloud cloud;
    private final Machines machines;
    private final Instances instances;

    Commands(Cloud cloud, Machines machines, Instances instances) {
        this.cloud = cloud;
        this.machines = machines;
        this.instances = instances;
    }

    /** Adds the command; the oldest finished ones make room. */
    void add(Command command) {
        cloud.world().commands.put(command.id(), command);
        lightenOld();
        Iterator<Command> oldest = cloud.world().commands.values().iterator();
        int surplus = cloud.world().commands.size() - KEPT;
        while (surplus > 0 && oldest.hasNext()) {
            if (oldest.next().isFinished()) {
                oldest.remove();
                surplus--;
            }
        }
        cloud.touched();
    }

    /** The world is saved with every change; the script of a command that ended long ago lies in its machine's folder. */
    private void lightenOld() {
        int[] old = {cloud.world().commands.size() - WITH_SCRIPT};
        cloud.world()
                .commands
                .replaceAll((id, command) -> old[0]-- > 0 && command.isFinished() ? command.withoutScript() : command);
    }

    CommandFolder folder(Command command, String instance) {
        return new CommandFolder(machines.folder(instance).command(command.id()));
    }

    void tick(Command command, Instant now) {
        for (Invocation invocation : command.invocations().values()) {
            if (invocation.status == InvocationStatus.PENDING) {
                pending(command, invocation, now);
            } else if (invocation.runs()) {
                running(command, invocation, now);
            }
        }
    }

    /** Asks the agent to stop it, at once where it has not yet begun. */
    void cancel(Command command, Invocation invocation) {
        if (invocation.status == InvocationStatus.PENDING) {
            invocation.end(InvocationStatus.CANCELLED, "Cancelled", -1, cloud.now());
        } else if (invocation.status == InvocationStatus.IN_PROGRESS) {
            invocation.status = InvocationStatus.CANCELLING;
            invocation.detail = "Cancelling";
            kill(command, invocation.instance);
        }
        cloud.touched();
    }

    private void pending(Command command, Invocation invocation, Instant now) {
        Instance instance = cloud.world().instances.get(invocation.instance);
        if (instance == null || instance.state.isEnding()) {
            invocation.end(InvocationStatus.FAILED, "Undeliverable", -1, now);
            cloud.touched();
        } else if (now.isAfter(invocation.deliverBy)) {
            invocation.end(InvocationStatus.TIMED_OUT, "DeliveryTimedOut", -1, now);
            cloud.touched();
        } else if (!now.isBefore(invocation.deliverAt)
                && instance.isRunning()
                && !instance.rebooting
                && instance.agent.talks(now)) {
            invocation.status = InvocationStatus.IN_PROGRESS;
            invocation.detail = "InProgress";
            invocation.startedAt = now;
            cloud.touched();
            machines.begin(command.id() + " " + instance.id, () -> run(command, instance.id));
        }
    }

    private void run(Command command, String instance) throws IOException {
        // On disk first: a playground that dies here never runs it a second time.
        cloud.flush();
        CommandFolder folder = folder(command, instance);
        folder.create(command);
        machines.machine()
                .exec(machines.folder(instance).path(), null, folder.words(command, instance), Duration.ofSeconds(10));
    }

    private void running(Command command, Invocation invocation, Instant now) {
        Instance instance = cloud.world().instances.get(invocation.instance);
        Instant started = invocation.startedAt == null ? now : invocation.startedAt;
        boolean talks = instance != null && instance.isRunning() && instance.agent.talks(now);
        boolean late = now.isAfter(started.plusSeconds(command.executionTimeout()));
        if (talks) {
            CommandFolder folder = folder(command, invocation.instance);
            if (folder.exit().isPresent()) {
                finished(command, invocation, folder, late, now);
            } else if (late) {
                kill(command, invocation.instance);
            }
        } else if (now.isAfter(started.plusSeconds(command.executionTimeout() + (long) command.timeoutSeconds()))) {
            // Nobody has told SSM: it gives up when all the time allowed has passed, and not before.
            invocation.end(InvocationStatus.TIMED_OUT, "ExecutionTimedOut", -1, now);
            cloud.touched();
        }
    }

    private void finished(Command command, Invocation invocation, CommandFolder folder, boolean late, Instant now) {
        int exit = folder.exit().orElseThrow();
        if (invocation.status == InvocationStatus.CANCELLING) {
            invocation.end(InvocationStatus.CANCELLED, "Cancelled", exit, now);
        } else if (late && exit == KILLED) {
            invocation.end(InvocationStatus.TIMED_OUT, "ExecutionTimedOut", exit, now);
        } else if (exit == REBOOT) {
            again(command, invocation, folder);
        } else if (exit == 0) {
            invocation.end(InvocationStatus.SUCCESS, "Success", 0, now);
        } else {
            invocation.end(InvocationStatus.FAILED, "Failed", exit, now);
        }
        cloud.touched();
    }

    private void again(Command command, Invocation invocation, CommandFolder folder) {
        try {
            folder.clear();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException("cannot clear command " + command.id(), failed);
        }
        invocation.status = InvocationStatus.PENDING;
        invocation.detail = "Pending";
        instances.reboot(instances.get(invocation.instance));
    }

    /** The agent kills the process group; what has left it lives on. */
    private void kill(Command command, String instance) {
        String group = folder(command, instance).group();
        if (!group.isEmpty()) {
            machines.begin(
                    "kill " + command.id() + " " + instance,
                    () -> machines.machine()
                            .exec(
                                    machines.folder(instance).path(),
                                    null,
                                    List.of("kill", "-KILL", "--", "-" + group),
                                    Duration.ofSeconds(10)));
        }
    }
}
