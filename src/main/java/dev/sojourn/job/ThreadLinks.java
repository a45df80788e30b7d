package dev.sojourn.job;

import java.util.Optional;

/** Where people read about a job: kept on the host while the volume is away. */
public interface ThreadLinks {

    /** A web address; empty while there is none. */
    Optional<String> of(long job);
}
