package dev.sojourn.search;

/**
 * One command to a guest.
 *
 * @param operation number of the operation that it belongs to
 * @param age since it was written down, from which its not-after counts
 * @param outcome what it printed; empty: it has not run
 */
record Errand(
        int operation,
        String script,
        String machine,
        int epoch,
        Age age,
        boolean checked,
        boolean markerRequired,
        int attempt,
        String outcome) {

    static final String BROKEN = "broken";
    static final String UNANSWERED = "unanswered";

    boolean isExpired() {
        return age.compareTo(Age.CALL) >= 0;
    }

    boolean hasRun() {
        return !outcome.isEmpty();
    }

    Errand told(String answer) {
        return new Errand(operation, script, machine, epoch, age, checked, markerRequired, attempt, answer);
    }

    Errand at(int newOperation, int newEpoch, Age newAge) {
        return new Errand(newOperation, script, machine, newEpoch, newAge, checked, markerRequired, attempt, outcome);
    }
}
