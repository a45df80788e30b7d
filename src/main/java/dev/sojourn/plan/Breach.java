package dev.sojourn.plan;

/**
 * A cap that would be broken.
 *
 * @param budget as it is without
 * @param limit the one of its two limits that would be passed
 * @param hard nobody in Slack may agree to it; else an approver may
 * @param amount what would come on top
 */
public record Breach(Budget budget, Usd limit, boolean hard, Usd amount) {

    public Cap.Kind kind() {
        return budget.cap().kind();
    }

    /** By how much. */
    public Usd over() {
        return budget.spending().total().plus(amount).minus(limit);
    }

    /** The setting that says so. */
    public String key() {
        return "policy.caps." + kind().key() + (hard ? ".hard-usd" : ".soft-usd");
    }
}
