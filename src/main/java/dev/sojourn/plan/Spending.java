package dev.sojourn.plan;

/**
 * Money that is gone, and money that is promised to jobs that have not ended.
 *
 * @param spent list price of jobs that have ended
 * @param promised to jobs that wait for their turn or run: the upper end of their estimates, or what they have cost where that
 *     is more
 */
public record Spending(Usd spent, Usd promised) {

    public static final Spending NONE = new Spending(Usd.ZERO, Usd.ZERO);

    public Usd total() {
        return spent.plus(promised);
    }
}
