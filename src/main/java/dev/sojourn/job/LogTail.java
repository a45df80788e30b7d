package dev.sojourn.job;

import java.util.Optional;

/** The end of a build's log while the build goes on, or after it, read from the machine that has the volume. */
public interface LogTail {

    /** At most so many bytes from the end, or empty where the log cannot be read now. */
    Optional<byte[]> read(Job job, int bytes);
}
