package dev.sojourn.simulator;

import dev.sojourn.simulator.Guest.Unit;
import java.util.Map;

/** A build: writes for a while, then leaves its status on the volume. */
final class Builds {

    private static final int PARTS = 3;

    private final World world;

    Builds(World world) {
        this.world = world;
    }

    /** Already running, or ended before: fine. */
    void start(Machine machine, Disk disk, Map<String, String> values) {
        Guest guest = machine.guest;
        long job = Long.parseLong(values.get("JOB"));
        int attempt = Integer.parseInt(values.get("ATTEMPT"));
        for (Unit unit : guest.units) {
            if (unit.job == job && unit.attempt == attempt && unit.active) {
                return;
            }
        }
        Disk.Status before = disk.statuses.get(job);
        guest.units.removeIf(unit -> unit.job == job);
        Unit unit = new Unit(job, attempt, guest.at(disk));
        guest.units.add(unit);
        if (before != null && before.attempt() == attempt) {
            unit.active = false;
            return;
        }
        disk.statuses.remove(job);
        int slot = Integer.parseInt(values.get("SLOT"));
        world.journal.say("%s builds job %d attempt %d in slot %d", machine, job, attempt, slot);
        disk.slots.built(slot, values.get("PROFILE"), world.timeline.now());
        long lasts =
                world.mixes(Fault.BUILD_HANGS) ? 10 * Timeline.HOUR : world.chance.longTail(8_000, 6 * Timeline.MINUTE);
        boolean tests = values.get("TARGETS").contains("check");
        for (int part = 1; part <= PARTS; part++) {
            boolean last = part == PARTS;
            world.timeline.after(lasts * part / PARTS, () -> go(machine, unit, last, tests));
        }
    }

    private void go(Machine machine, Unit unit, boolean last, boolean tests) {
        Guest guest = machine.guest;
        if (!unit.active || !guest.up || guest.frozen || !unit.on.mounted) {
            return;
        }
        world.content.write(unit.on);
        Disk disk = unit.on.disk;
        if (!last) {
            if (world.chance.oneIn(2)) {
                world.content.sync(machine, disk);
            }
            return;
        }
        if (world.content.sync(machine, disk)) {
            int exit = world.chance.oneIn(4) ? 1 : 0;
            disk.statuses.put(unit.job, new Disk.Status(unit.attempt, exit, exit > 0 && tests));
            world.journal.say("the build of job %d ends with %d", unit.job, exit);
        }
        unit.active = false;
    }
}
