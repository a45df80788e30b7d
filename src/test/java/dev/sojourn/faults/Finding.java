package dev.sojourn.faults;

/**
 * How a job fared that met a point.
 *
 * @param detail what is wrong, on one line; empty where nothing is
 */
record Finding(Verdict verdict, double seconds, String detail) {

    /** Worst last. */
    enum Verdict {
        HOME,
        /** The trouble never struck: says nothing. */
        MISSED,
        DOUBLED,
        LOST
    }
}
