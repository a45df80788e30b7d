package dev.sojourn.job;

import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.List;

/** The yeses that were given ahead. One comes to be with {@link Fact.ApprovedAhead}, in the same transaction. */
public interface Grants {

    /** Those in force, of all volumes, the one that ends last first. */
    List<Grant> inForce(Instant now);

    /**
     * Takes an amount, for a build that rests on it.
     *
     * @return false: it is over, or has not so much left; nothing was taken
     */
    boolean take(long job, Usd amount, Instant now);

    /** What was taken, and what for came to nothing. */
    void giveBack(long job, Usd amount);

    /** Ends it; builds that rest on it already go on. */
    void end(long job, Instant now);
}
