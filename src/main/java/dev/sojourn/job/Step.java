package dev.sojourn.job;

/**
 * The road of one volume, top to bottom. Every step is level-triggered: it looks, acts if it must, and is done when the
 * cloud or the guest says so. A HOME step does nothing where its aim is met already.
 */
public enum Step {
    PREFLIGHT(Leg.OUT, "Checking the host"),
    LAUNCH_BUILDER(Leg.OUT, "Launching the builder"),
    UNMOUNT_FROM_HOST(Leg.OUT, "Unmounting from the host"),
    DETACH_FROM_HOST(Leg.OUT, "Detaching from the host"),
    ATTACH_TO_BUILDER(Leg.OUT, "Attaching to the builder"),
    AWAIT_BUILDER_AGENT(Leg.OUT, "Waiting for the builder's agent"),
    MOUNT_ON_BUILDER(Leg.OUT, "Mounting on the builder"),
    RUN_BUILD(Leg.OUT, "Building"),
    STOP_BUILD(Leg.HOME, "Stopping the build"),
    UNMOUNT_FROM_BUILDER(Leg.HOME, "Unmounting from the builder"),
    DETACH_FROM_BUILDER(Leg.HOME, "Detaching from the builder"),
    TERMINATE_BUILDER(Leg.HOME, "Terminating the builder"),
    ATTACH_TO_HOST(Leg.HOME, "Attaching to the host"),
    MOUNT_ON_HOST(Leg.HOME, "Mounting on the host"),
    CONFIRM_BUILDER_GONE(Leg.HOME, "Confirming that the builder is gone");

    private final Leg leg;
    private final String title;

    Step(Leg leg, String title) {
        this.leg = leg;
        this.title = title;
    }

    public Leg leg() {
        return leg;
    }

    /** What is going on, for people. */
    public String title() {
        return title;
    }

    /** The step after this one on the same road; the last one has none. */
    public Step next() {
        if (this == CONFIRM_BUILDER_GONE) {
            throw new IllegalStateException("Nothing follows " + this);
        }
        return values()[ordinal() + 1];
    }

    public boolean isBefore(Step other) {
        return compareTo(other) < 0;
    }
}
