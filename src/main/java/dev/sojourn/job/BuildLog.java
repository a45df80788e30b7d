package dev.sojourn.job;

import java.util.Optional;

/** The log of a build, read from the volume where it is now. */
public interface BuildLog {

    /** The whole log, gzip taken off, or empty where it cannot be read now or is larger than the limit (bytes). */
    Optional<byte[]> read(Job job, int limit);
}
