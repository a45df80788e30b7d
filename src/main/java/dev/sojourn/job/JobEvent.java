package dev.sojourn.job;

import java.time.Instant;

/** A fact with its place in the job's history. Sequence numbers start at 1 and have no gaps. */
public record JobEvent(long job, long sequence, Instant at, Fact fact) {}
