package dev.sojourn.simulator;

import dev.sojourn.simulator.Invariant.Hand;

/** What is written on the volume, by whom, and what of it has reached the disk. */
final class Content {

    private final World world;
    private int nextWrite = 1;

    /** Defects, for those who plant one. */
    boolean syncsAtUnmount = true;

    boolean cachesTheDisk;

    Content(World world) {
        this.world = world;
    }

    void mount(Machine machine, boolean checked) {
        Disk disk = world.disk;
        world.watch.mounting(machine, disk, checked);
        Guest guest = machine.guest;
        guest.mounted = true;
        guest.mountedAtBoot = false;
        guest.torn = false;
        guest.known = cachesTheDisk ? Math.max(0, disk.log.size() - 1) : disk.log.size();
        guest.dirty = 0;
        disk.clean = false;
        world.journal.say("%s mounts the volume", machine);
    }

    /** Something is written into the page cache. */
    void write(Machine machine) {
        if (machine.guest.mounted) {
            machine.guest.dirty++;
        }
    }

    /** Brings what was written to the disk; false where the disk is gone. */
    boolean sync(Machine machine) {
        Guest guest = machine.guest;
        Disk disk = world.disk;
        if (guest.torn || !disk.isReachableFrom(machine)) {
            return false;
        }
        int writes = guest.dirty;
        for (int n = 0; n < writes; n++) {
            disk.log.add(nextWrite++);
        }
        world.watch.synced(machine, disk, writes);
        guest.known += writes;
        guest.dirty = 0;
        return true;
    }

    /** In order: all is on the disk before the mount is gone. */
    void unmount(Machine machine) {
        Guest guest = machine.guest;
        if (!guest.mounted) {
            return;
        }
        if (!syncsAtUnmount && guest.dirty > 0) {
            tear(machine, Hand.AWS);
        }
        if (sync(machine)) {
            world.disk.clean = true;
        }
        guest.mounted = false;
        guest.torn = false;
        guest.dirty = 0;
        world.journal.say("%s has unmounted the volume", machine);
        world.attachments.letGo(machine);
    }

    /** The disk is taken away under a mount. */
    void tear(Machine machine, Hand hand) {
        Guest guest = machine.guest;
        guest.torn = true;
        int writes = guest.dirty;
        guest.dirty = 0;
        world.watch.lost(machine, writes, hand);
    }
}
