package dev.sojourn.job;

/** Where a job stands. */
public enum JobState {
    /** Waits for its turn on the volume. */
    QUEUED(false, false),
    /** Waits for a second person; holds nothing. */
    AWAITING_APPROVAL(false, false),
    /** On the way out, or building. */
    OUTBOUND(true, false),
    /** On the way home. */
    HOMEBOUND(true, false),
    /** The volume is not home and a person is called. Not an end. */
    NEEDS_ATTENTION(true, false),
    SUCCEEDED(false, true),
    FAILED(false, true),
    CANCELLED(false, true);

    private final boolean holdsVolume;
    private final boolean terminal;

    JobState(boolean holdsVolume, boolean terminal) {
        this.holdsVolume = holdsVolume;
        this.terminal = terminal;
    }

    /** Whether the job has its volume's turn: no other job of the same volume may. */
    public boolean holdsVolume() {
        return holdsVolume;
    }

    public boolean isTerminal() {
        return terminal;
    }
}
