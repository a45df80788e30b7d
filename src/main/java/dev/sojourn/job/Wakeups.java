package dev.sojourn.job;

import java.time.Instant;

/** Asks for a job to be driven. Durable: a wake survives a crash. */
public interface Wakeups {

    /** As soon as possible. */
    void now(long job);

    /** At the latest at this time. */
    void at(long job, Instant time);
}
