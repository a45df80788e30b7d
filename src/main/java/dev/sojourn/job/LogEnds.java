package dev.sojourn.job;

import java.util.Optional;

/** Asks for the end of a build's log, where the volume is now. */
public interface LogEnds {

    /** The end of the log; empty where it cannot be read now. */
    Optional<End> of(Job job, String path);

    /**
     * The last lines of a log.
     *
     * @param size of the whole log, in bytes
     * @param text untrusted text, beginning with a whole line where the log is longer
     */
    record End(long size, String text) {}
}
