package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system on a machine: what survives a boot, and what does not. */
final class Guest {

    /** One build, as a unit of its own. */
    static final class Unit {

        final long job;
        final int attempt;
        final Mount on;
        boolean active = true;

        Unit(long job, int attempt, Mount on) {
            this.job = job;
            this.attempt = attempt;
            this.on = on;
        }
    }

    final Machine machine;
    private final Mount[] mounts = new Mount[World.MOST_DISKS];

    // On its root disk.
    final Map<String, String> operations = new HashMap<>();
    long cap = Long.MAX_VALUE;

    // Until the next boot.
    int boot;
    boolean up;
    boolean frozen;
    /** EC2 has given notice. */
    boolean noticed;

    long lease = Long.MAX_VALUE;
    final List<Unit> units = new ArrayList<>();

    /** Ahead of true time. */
    long skewSeconds;

    boolean agentLost;
    boolean registered;
    final Past<Boolean> online;

    Guest(Machine machine, long now) {
        this.machine = machine;
        this.online = new Past<>(false, now);
    }

    boolean answers() {
        return up && !frozen && !agentLost;
    }

    Unit active() {
        for (Unit unit : units) {
            if (unit.active) {
                return unit;
            }
        }
        return null;
    }

    void stopUnits() {
        units.forEach(unit -> unit.active = false);
    }

    /** The volume's place on this machine. */
    Mount at(Disk disk) {
        Mount there = mounts[disk.index];
        if (there == null) {
            there = new Mount(disk);
            mounts[disk.index] = there;
        }
        return there;
    }

    /** Whether any volume is in use here. */
    boolean hasSoundMount() {
        for (Mount one : mounts) {
            if (one != null && one.isSound()) {
                return true;
            }
        }
        return false;
    }

    /** Power is gone: nothing that was only in memory is left. Answers what was written and not synced. */
    int lose() {
        int lost = 0;
        for (Mount one : mounts) {
            lost += one == null ? 0 : one.lose();
        }
        up = false;
        boot++;
        stopUnits();
        units.clear();
        lease = Long.MAX_VALUE;
        return lost;
    }
}
