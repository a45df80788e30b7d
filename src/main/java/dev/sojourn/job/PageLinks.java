package dev.sojourn.job;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Addresses of jobs' pages, for people elsewhere. */
@FunctionalInterface
public interface PageLinks {

    /** Nobody knows how people would reach the pages. */
    PageLinks NONE = (job, now) -> Optional.empty();

    /** A link that opens the page for a while from now on. */
    Optional<URI> toJob(long job, Instant now);
}
