package dev.sojourn.job;

import java.time.Instant;
import java.util.List;

/** Who wants to be told how a job ends. Durable when a method returns. */
public interface Watchers {

    /** Answers whether this is new: false where they watched already. */
    boolean add(long job, String user, Instant since);

    /** Answers whether they watched. */
    boolean remove(long job, String user);

    /** Users in the order in which they came. */
    List<String> of(long job);
}
