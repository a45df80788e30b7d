package dev.sojourn.plan;

import java.time.Instant;

/** What builds have cost and are going to. */
public interface Expenses {

    /** Of jobs that ended then or later, and of all that have not. One that waits for a second person counts for nothing yet. */
    Spending since(Instant begin, Whose whose);
}
