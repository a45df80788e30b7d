package dev.sojourn.simulator;

import dev.sojourn.simulator.Guest.Unit;

/** A build: writes for a while, then leaves its status on the volume. */
final class Builds {

    private static final int PARTS = 3;

    private final World world;

    Builds(World world) {
        this.world = world;
    }

    /** Already running, or ended before: fine. */
    void start(Machine machine, long job, int attempt) {
        Guest guest = machine.guest;
        for (Unit unit : guest.units) {
            if (unit.job == job && unit.attempt == attempt && unit.active) {
                return;
            }
        }
        Disk.Status before = world.disk.statuses.get(job);
        guest.units.removeIf(unit -> unit.job == job);
        Unit unit = new Unit(job, attempt);
        guest.units.add(unit);
        if (before != null && before.attempt() == attempt) {
            unit.active = false;
            return;
        }
        world.disk.statuses.remove(job);
        world.journal.say("%s builds job %d attempt %d", machine, job, attempt);
        long lasts =
                world.mixes(Fault.BUILD_HANGS) ? 10 * Timeline.HOUR : world.chance.longTail(8_000, 6 * Timeline.MINUTE);
        for (int part = 1; part <= PARTS; part++) {
            boolean last = part == PARTS;
            world.timeline.after(lasts * part / PARTS, () -> go(machine, unit, last));
        }
    }

    private void go(Machine machine, Unit unit, boolean last) {
        Guest guest = machine.guest;
        if (!unit.active || !guest.up || guest.frozen || !guest.mounted) {
            return;
        }
        world.content.write(machine);
        if (!last) {
            if (world.chance.oneIn(2)) {
                world.content.sync(machine);
            }
            return;
        }
        if (world.content.sync(machine)) {
            int exit = world.chance.oneIn(4) ? 1 : 0;
            world.disk.statuses.put(unit.job, new Disk.Status(unit.attempt, exit));
            world.journal.say("the build of job %d ends with %d", unit.job, exit);
        }
        unit.active = false;
    }
}
