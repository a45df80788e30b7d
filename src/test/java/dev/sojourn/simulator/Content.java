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

    void mount(Machine machine, Disk disk, boolean checked) {
        world.watch.mounting(machine, disk, checked);
        Mount mount = machine.guest.at(disk);
        mount.mounted = true;
        mount.atBoot = false;
        mount.torn = false;
        mount.known = cachesTheDisk ? Math.max(0, disk.log.size() - 1) : disk.log.size();
        mount.dirty = 0;
        disk.clean = false;
        world.journal.say("%s mounts %s", machine, disk);
    }

    /** Something is written into the page cache. */
    void write(Mount mount) {
        if (mount.mounted) {
            mount.dirty++;
        }
    }

    /** Brings what was written to the disk; false where the disk is gone. */
    boolean sync(Machine machine, Disk disk) {
        Mount mount = machine.guest.at(disk);
        if (mount.torn || !disk.isReachableFrom(machine)) {
            return false;
        }
        int writes = mount.dirty;
        for (int n = 0; n < writes; n++) {
            disk.log.add(nextWrite++);
        }
        world.watch.synced(machine, disk, writes);
        mount.known += writes;
        mount.dirty = 0;
        return true;
    }

    /** In order: all is on the disk before the mount is gone. */
    void unmount(Machine machine, Disk disk) {
        Mount mount = machine.guest.at(disk);
        if (!mount.mounted) {
            return;
        }
        if (!syncsAtUnmount && mount.dirty > 0) {
            tear(machine, disk, Hand.AWS);
        }
        if (sync(machine, disk)) {
            disk.clean = true;
        }
        mount.mounted = false;
        mount.torn = false;
        mount.dirty = 0;
        world.journal.say("%s has unmounted %s", machine, disk);
        world.attachments.letGo(machine, disk);
    }

    /** All that the machine has. */
    void unmount(Machine machine) {
        for (Disk disk : world.disks) {
            unmount(machine, disk);
        }
    }

    /** The disk is taken away under a mount. */
    void tear(Machine machine, Disk disk, Hand hand) {
        Mount mount = machine.guest.at(disk);
        mount.torn = true;
        int writes = mount.dirty;
        mount.dirty = 0;
        world.watch.lost(machine, writes, hand);
    }
}
