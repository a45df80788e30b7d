package dev.sojourn.simulator;

/** One volume on one machine: whether it is in the machine's tree, and what the machine knows of it. */
final class Mount {

    final Disk disk;

    // On the machine's root disk.
    int epoch;

    // Until the next boot.
    boolean mounted;
    /** Mounted by the system itself, as fstab says, and not by the bot. */
    boolean atBoot;
    /** The disk went away under the mount: what is written now is lost. */
    boolean torn;
    /** Length of the volume's log as this mount knows it. */
    int known;
    /** Written, not synced. */
    int dirty;
    /** One operation at a time. */
    long locked;

    Mount(Disk disk) {
        this.disk = disk;
    }

    boolean isSound() {
        return mounted && !torn;
    }

    /** Power is gone. Answers what was written and not synced. */
    int lose() {
        int lost = mounted ? dirty : 0;
        mounted = false;
        torn = false;
        dirty = 0;
        locked = 0;
        return lost;
    }
}
