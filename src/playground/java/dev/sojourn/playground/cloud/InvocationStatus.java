package dev.sojourn.playground.cloud;

/** The states of a command on one instance, in SSM's words. */
enum InvocationStatus {
    SUCCESS("Success", true, 0),
    CANCELLED("Cancelled", true, 1),
    FAILED("Failed", true, 2),
    TIMED_OUT("TimedOut", true, 3),
    CANCELLING("Cancelling", false, 4),
    PENDING("Pending", false, 5),
    IN_PROGRESS("InProgress", false, 6);

    private final String word;
    private final boolean end;
    private final int weight;

    InvocationStatus(String word, boolean end, int weight) {
        this.word = word;
        this.end = end;
        this.weight = weight;
    }

    String word() {
        return word;
    }

    boolean isFinal() {
        return end;
    }

    /** The command as a whole shows the heaviest status of its invocations. */
    int weight() {
        return weight;
    }
}
