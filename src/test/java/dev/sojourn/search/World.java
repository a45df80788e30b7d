package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * EC2, Systems Manager, the machines and the volume: as little of them as the core can tell apart. A move changes a copy; what
 * belongs to a state is never changed.
 */
final class World {

    /** What EC2 shows: all that a stale look may show too late. */
    record Picture(Optional<Spot> spot, Machine host, List<Machine> builders) {}

    Machine host;
    List<Machine> builders;
    Optional<Spot> spot;
    /** Epoch in the marker on the volume; 0: there is none. */
    int marker;
    /** The last to have it mounted took it out in order. */
    boolean clean;
    /** The attempt that has left a result on the volume, and how it went. */
    int builtBy;

    boolean passed;
    List<Errand> errands;
    /** Requests that take effect at any later moment. */
    List<Call> late;
    /** EC2 before its last change; empty: no look will show it. */
    Optional<Picture> before = Optional.empty();
    /** The newest epoch that any guest has obeyed, and that which it was when the volume last left a machine. */
    int newest;

    int moved;
    /** What the store knows as used on the host. */
    Set<String> hostNames;

    World(World other) {
        host = other.host;
        builders = new ArrayList<>(other.builders);
        spot = other.spot;
        marker = other.marker;
        clean = other.clean;
        builtBy = other.builtBy;
        passed = other.passed;
        errands = new ArrayList<>(other.errands);
        late = new ArrayList<>(other.late);
        before = other.before;
        newest = other.newest;
        moved = other.moved;
        hostNames = other.hostNames;
    }

    private World() {
        host = Machine.host();
        builders = new ArrayList<>();
        spot = Optional.of(new Spot(Machine.HOST, "/dev/sdf", "attached", false));
        clean = true;
        errands = new ArrayList<>();
        late = new ArrayList<>();
        hostNames = Set.of();
    }

    /** The volume is mounted on its host, and nothing else is there. */
    static World atHome() {
        return new World();
    }

    Picture picture() {
        return new Picture(
                spot, host.shown(), builders.stream().map(Machine::shown).toList());
    }

    /** The machine; null: there is none of that id. */
    Machine machine(String id) {
        if (host.id().equals(id)) {
            return host;
        }
        for (Machine builder : builders) {
            if (builder.id().equals(id)) {
                return builder;
            }
        }
        return null;
    }

    void put(Machine machine) {
        if (machine.isHost()) {
            host = machine;
            return;
        }
        for (int at = 0; at < builders.size(); at++) {
            if (builders.get(at).id().equals(machine.id())) {
                builders.set(at, machine);
                return;
            }
        }
        builders.add(machine);
    }

    boolean isOn(Machine machine) {
        return spot.filter(one -> one.machine().equals(machine.id())).isPresent();
    }

    /** Whether the machine sees the volume as a disk of its own. */
    boolean isReachableFrom(Machine machine) {
        return isOn(machine) && !spot.orElseThrow().state().equals("attaching");
    }

    boolean hasLiveBuilder() {
        return builders.stream().anyMatch(one -> !one.state().isPowerless());
    }

    /** The filesystem is no longer in use on the machine. */
    void unmount(Machine machine) {
        if (machine.mounted()) {
            clean = true;
        }
        put(machine.mounted(false).building(machine.build(), false));
    }

    /** Power is gone on a machine, after an orderly shutdown or without one. */
    void dark(Machine machine, State end, boolean orderly) {
        if (machine.mounted() && orderly && !machine.hung()) {
            clean = true;
        }
        put(machine.dark(end));
        if (end == State.TERMINATED && isOn(machine)) {
            free();
        }
    }

    void free() {
        spot = Optional.empty();
        moved = newest;
    }
}
