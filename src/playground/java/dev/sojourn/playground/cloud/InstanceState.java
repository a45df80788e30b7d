package dev.sojourn.playground.cloud;

/** The states of an instance, with EC2's numbers and words. */
enum InstanceState {
    PENDING(0, "pending"),
    RUNNING(16, "running"),
    SHUTTING_DOWN(32, "shutting-down"),
    TERMINATED(48, "terminated"),
    STOPPING(64, "stopping"),
    STOPPED(80, "stopped");

    private final int code;
    private final String word;

    InstanceState(int code, String word) {
        this.code = code;
        this.word = word;
    }

    int code() {
        return code;
    }

    String word() {
        return word;
    }

    /** Shutting down or terminated: there is no way back. */
    boolean isEnding() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }
}
