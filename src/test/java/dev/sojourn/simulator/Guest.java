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
        boolean active = true;

        Unit(long job, int attempt) {
            this.job = job;
            this.attempt = attempt;
        }
    }

    final Machine machine;

    // On its root disk.
    int epoch;
    final Map<String, String> operations = new HashMap<>();
    long cap = Long.MAX_VALUE;

    // Until the next boot.
    int boot;
    boolean up;
    boolean frozen;
    /** EC2 has given notice. */
    boolean noticed;

    boolean mounted;
    /** Mounted by the system itself, as fstab says, and not by the bot. */
    boolean mountedAtBoot;
    /** The disk went away under the mount: what is written now is lost. */
    boolean torn;
    /** Length of the volume's log as this mount knows it. */
    int known;
    /** Written, not synced. */
    int dirty;

    long lease = Long.MAX_VALUE;
    long locked;
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

    /** Power is gone: nothing that was only in memory is left. Answers what was written and not synced. */
    int lose() {
        int lost = mounted ? dirty : 0;
        up = false;
        boot++;
        mounted = false;
        torn = false;
        dirty = 0;
        stopUnits();
        units.clear();
        lease = Long.MAX_VALUE;
        locked = 0;
        return lost;
    }
}
