package dev.sojourn.simulator;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.cloud.RemoteShell.Invocation.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Run Command: at least once, sometimes late, and no token against doing it twice. */
final class Ssm {

    private static final long AGAIN = 5_000;

    private final World world;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private int next = 1;

    Ssm(World world) {
        this.world = world;
    }

    /** One SendCommand. */
    private record Command(String id, String operation, String script, long sent, long until, List<Run> runs) {}

    /** One command on one machine. */
    private static final class Run {

        final Machine machine;
        final Past<Invocation> seen;
        boolean begun;

        Run(Machine machine, Invocation first, long now) {
            this.machine = machine;
            this.seen = new Past<>(first, now);
        }

        boolean isOver() {
            return seen.now().status() != Status.UNDERWAY;
        }
    }

    CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeoutSeconds) {
        for (String id : instances) {
            Machine machine = world.machine(id);
            if (machine == null || !machine.guest.registered || machine.state == State.TERMINATED) {
                return Attachments.refused(Refusal.NOT_FOUND, "InvalidInstanceId");
            }
        }
        long now = world.timeline.now();
        Command command = new Command(
                "c-" + next++, operation, script, now, now + timeoutSeconds * 1000L, new ArrayList<>(instances.size()));
        commands.put(command.id, command);
        for (String id : instances) {
            Machine machine = world.machine(id);
            Run run = new Run(machine, new Invocation(command.id, id, operation, Status.UNDERWAY, "", ""), now);
            command.runs.add(run);
            route(command, run);
        }
        return CloudAnswer.accepted(command.id);
    }

    private void route(Command command, Run run) {
        long delay = world.chance.between(100, 1_500);
        if (world.mixes(Fault.COMMAND_NEVER_ARRIVES)) {
            run.machine.troubled = world.timeline.now();
            world.timeline.at(command.until, () -> fail(run, "Delivery timed out"));
            return;
        }
        if (world.mixes(Fault.COMMAND_LATE)) {
            run.machine.troubled = world.timeline.now();
            delay = world.untilCalm(world.chance.anyLength(4_000, 4 * Timeline.MINUTE));
        }
        world.timeline.after(delay, () -> deliver(command, run));
        if (world.mixes(Fault.COMMAND_TWICE)) {
            long again = delay + world.untilCalm(world.chance.anyLength(500, 4 * Timeline.MINUTE));
            world.timeline.after(again, () -> world.scripts.run(run.machine, command.script, outcome -> {}));
        }
    }

    private void deliver(Command command, Run run) {
        if (run.isOver() || run.begun) {
            return;
        }
        if (world.timeline.now() >= command.until || !run.machine.isAlive()) {
            world.timeline.at(command.until, () -> fail(run, "Delivery timed out"));
            return;
        }
        if (!run.machine.guest.answers()) {
            world.timeline.after(AGAIN, () -> deliver(command, run));
            return;
        }
        run.begun = true;
        world.timeline.at(command.until + 1_000, () -> fail(run, "Execution timed out"));
        world.scripts.run(run.machine, command.script, outcome -> report(command, run, outcome));
    }

    private void report(Command command, Run run, Scripts.Outcome outcome) {
        if (run.isOver()) {
            return;
        }
        if (!run.machine.guest.answers() || !run.machine.guest.online.now()) {
            if (world.timeline.now() < command.until) {
                world.timeline.after(AGAIN, () -> report(command, run, outcome));
            }
            return;
        }
        Invocation under = run.seen.now();
        run.seen.becomes(
                new Invocation(
                        under.command(),
                        under.instance(),
                        under.operation(),
                        outcome.failed() ? Status.FAILED : Status.SUCCEEDED,
                        outcome.failed() ? "" : outcome.text(),
                        outcome.failed() ? outcome.text() : ""),
                world.timeline.now());
        world.changed();
    }

    private void fail(Run run, String why) {
        if (!run.isOver()) {
            Invocation under = run.seen.now();
            run.seen.becomes(
                    new Invocation(under.command(), under.instance(), under.operation(), Status.FAILED, "", why),
                    world.timeline.now());
            world.changed();
        }
    }

    Optional<String> find(String instance, String operation, long asOf) {
        return commands.values().stream()
                .filter(one -> one.operation.equals(operation) && one.sent <= asOf)
                .filter(one -> one.runs.stream().anyMatch(run -> run.machine.id.equals(instance)))
                .map(Command::id)
                .findFirst();
    }

    List<Invocation> invocations(String id, long asOf) {
        Command command = commands.get(id);
        if (command == null || command.sent > asOf) {
            return List.of();
        }
        List<Invocation> seen = new ArrayList<>(command.runs.size());
        for (Run run : command.runs) {
            seen.add(run.seen.asOf(asOf));
        }
        return seen;
    }

    List<Invocation> invocationsSince(long since, long asOf) {
        List<Invocation> seen = new ArrayList<>();
        for (Command command : commands.values()) {
            if (command.sent >= since && command.sent <= asOf) {
                for (Run run : command.runs) {
                    seen.add(run.seen.asOf(asOf));
                }
            }
        }
        return seen;
    }
}
