package dev.sojourn.plan;

import java.time.Duration;

/**
 * What a job will take and cost, before anything is launched. List price, not an invoice; the working volume itself is paid
 * for whether it travels or not and is left out.
 *
 * @param expected build time expected
 * @param low cost at the lower end; ZERO with {@code priced} false
 * @param history how many past runs it rests on; 0: the profile's stated default
 * @param priced whether a price is known for the first rung: without one there is no estimate, and never one of nothing
 */
public record Estimate(Duration expected, Duration longest, Usd low, Usd high, int history, boolean priced) {

    /** For example {@code $0.31–$0.44}. */
    public String range() {
        return priced ? low + "–" + high : "no estimate: price unknown";
    }
}
