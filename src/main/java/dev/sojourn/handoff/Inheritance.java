package dev.sojourn.handoff;

import dev.sojourn.job.Departure;
import java.util.List;

/**
 * What earlier jobs on the same volume leave to the one that gets its turn.
 *
 * @param epoch a fresh one
 * @param departures detaches that they asked for and that may land in this one
 */
record Inheritance(int epoch, List<Departure> departures) {

    /** For a job that has had its turn. */
    static final Inheritance NONE = new Inheritance(0, List.of());
}
