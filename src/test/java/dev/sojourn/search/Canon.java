package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.handoff.Mind;
import dev.sojourn.job.Departure;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One state for all that differ in nothing that can ever matter: epochs and operations are numbered afresh in their order,
 * counters stop where no rule looks further, and what nobody can come back to is forgotten.
 */
final class Canon {

    private static final int MOST_TIMES = 3;
    private static final int MOST_MISSES = 10;

    private final State state;
    private final World world;
    private final List<Integer> epochs;
    private final List<Integer> operations;
    private final Set<String> names;

    private Canon(State state) {
        this.state = state.with(Bygones.leftOut(state.job()));
        this.world = new World(state.world());
        forget();
        this.epochs = epochs();
        this.operations = operations();
        this.names = names();
    }

    static State of(State state) {
        return new Canon(state).canonical();
    }

    /** Commands and requests that can have no effect and that nobody asks about any more. */
    private void forget() {
        int current = operation().map(one -> Operations.number(one.id())).orElse(-1);
        world.late.removeIf(call -> isFutile(call, current));
        Set<Integer> open = world.late.stream()
                .filter(Call.Send.class::isInstance)
                .map(call -> ((Call.Send) call).errand().operation())
                .collect(Collectors.toCollection(HashSet::new));
        world.errands.stream().filter(one -> !one.hasRun() && !isFutile(one)).forEach(one -> open.add(one.operation()));
        open.add(current);
        world.errands.removeIf(one -> !open.contains(one.operation()));
    }

    private boolean isFutile(Errand errand) {
        Machine machine = world.machine(errand.machine());
        return errand.isExpired() || machine == null || machine.state() == InstanceView.State.TERMINATED;
    }

    private boolean isFutile(Call call, int current) {
        if (call instanceof Call.Launch launch) {
            return world.builders.stream().anyMatch(one -> one.token().equals(launch.token()));
        }
        if (call instanceof Call.Send send) {
            return isFutile(send.errand()) && send.errand().operation() != current;
        }
        String id = call instanceof Call.Terminate one
                ? one.machine()
                : call instanceof Call.Attach two ? two.machine() : ((Call.Detach) call).machine();
        Machine machine = world.machine(id);
        boolean told = call instanceof Call.Terminate
                && machine != null
                && machine.state().isEnding();
        return told || (machine != null && machine.state() == InstanceView.State.TERMINATED);
    }

    private Optional<Operation> operation() {
        return state.job().passage().operation();
    }

    private List<Integer> epochs() {
        TreeSet<Integer> all = new TreeSet<>(List.of(0, world.marker, world.newest, world.moved, world.host.fence()));
        all.add(state.job().passage().epoch());
        operation().ifPresent(one -> all.add(one.epoch()));
        world.builders.forEach(one -> all.add(one.fence()));
        world.errands.forEach(one -> all.add(one.epoch()));
        world.late.stream()
                .filter(Call.Send.class::isInstance)
                .forEach(one -> all.add(((Call.Send) one).errand().epoch()));
        return new ArrayList<>(all);
    }

    private List<Integer> operations() {
        TreeSet<Integer> all = new TreeSet<>();
        operation().ifPresent(one -> all.add(Operations.number(one.id())));
        world.errands.forEach(one -> all.add(one.operation()));
        world.late.stream()
                .filter(Call.Send.class::isInstance)
                .forEach(one -> all.add(((Call.Send) one).errand().operation()));
        return new ArrayList<>(all);
    }

    /** Device names under which something is, or may still come. */
    private Set<String> names() {
        Set<String> all = new HashSet<>();
        Passage passage = state.job().passage();
        world.spot.ifPresent(one -> all.add(one.device()));
        world.before.flatMap(World.Picture::spot).ifPresent(one -> all.add(one.device()));
        passage.names().current().ifPresent(all::add);
        for (Call call : world.late) {
            if (call instanceof Call.Attach attach) {
                all.add(attach.device());
            } else if (call instanceof Call.Detach detach) {
                all.add(detach.device());
            }
        }
        return all;
    }

    private int epoch(int old) {
        return epochs.indexOf(old);
    }

    private int number(int old) {
        return operations.indexOf(old) + 1;
    }

    private State canonical() {
        world.marker = epoch(world.marker);
        world.newest = epoch(world.newest);
        world.moved = epoch(world.moved);
        world.host = world.host.obeying(epoch(world.host.fence()));
        world.builders.replaceAll(one -> one.obeying(epoch(one.fence())));
        world.errands.replaceAll(this::renumbered);
        world.late.replaceAll(call -> call instanceof Call.Send send ? new Call.Send(renumbered(send.errand())) : call);
        world.hostNames = world.hostNames.stream().filter(names::contains).collect(Collectors.toUnmodifiableSet());
        if (state.job().state().isTerminal()) {
            world.before = Optional.empty();
            world.hostNames = Set.of();
        }
        Job job = state.job().with(draft -> draft.passage = passage(draft.passage));
        Optional<Mind.Act> act = state.act().map(one -> Mind.renewed(one, job));
        return new State(job, world, act, state.current() || act.isEmpty(), state.staleLook(), state.faults());
    }

    private Errand renumbered(Errand one) {
        return one.at(number(one.operation()), epoch(one.epoch()), one.hasRun() ? Age.JUST_NOW : one.age());
    }

    private Passage passage(Passage old) {
        return new Passage(
                epoch(old.epoch()),
                operations.size(),
                old.operation().map(this::renumbered),
                old.lastAct().map(Canon::counted),
                names(old.names()),
                old.unclean(),
                old.guestClock(),
                old.trouble());
    }

    /** Of a detach that has landed nothing is left to be afraid of. */
    private DeviceNames names(DeviceNames old) {
        return new DeviceNames(
                old.current(),
                old.spent().stream().filter(names::contains).sorted().toList(),
                old.departures().stream()
                        .filter(one -> names.contains(one.device()))
                        .map(one -> new Departure(one.instance(), one.device(), Age.NOW))
                        .sorted(Comparator.comparing(Departure::toString))
                        .toList());
    }

    private Operation renumbered(Operation one) {
        int number = number(Operations.number(one.id()));
        return new Operation(
                Operations.renumbered(one.id(), number),
                one.script(),
                one.instance(),
                epoch(one.epoch()),
                one.issuedAt(),
                one.notAfter(),
                one.command().map(sent -> Ec2.commandOf(number)));
    }

    private static Passage.Act counted(Passage.Act act) {
        int most = act.what().startsWith("miss") ? MOST_MISSES : MOST_TIMES;
        return new Passage.Act(act.what(), act.at(), Math.min(act.times(), most));
    }

    /** The same state after so much time in which nothing happened. */
    static State older(State state, Age passed) {
        World world = new World(state.world());
        world.errands.replaceAll(
                one -> one.at(one.operation(), one.epoch(), one.age().older(passed)));
        if (passed.compareTo(Age.CALL) >= 0) {
            world.before = Optional.empty();
        }
        if (passed == Age.DAY) {
            // The core's own premise: a request that has had no effect for two hours has none any more.
            world.late.clear();
        }
        for (Errand errand : world.errands) {
            Machine machine = world.machine(errand.machine());
            if (!errand.hasRun() && errand.isExpired() && machine != null) {
                world.put(machine.doubted());
            }
        }
        world.late.replaceAll(call -> call instanceof Call.Send send
                ? new Call.Send(send.errand()
                        .at(
                                send.errand().operation(),
                                send.errand().epoch(),
                                send.errand().age().older(passed)))
                : call);
        Job job = Older.job(state.job(), passed);
        return new State(
                job, world, state.act().map(one -> Mind.renewed(one, job)), state.current(), false, state.faults());
    }
}
