package dev.sojourn.job;

import java.util.Optional;

/** The newest progress of each running build. */
public interface ProgressBoard {

    Optional<Progress> of(long job);
}
