package dev.sojourn.plan;

/**
 * From where on a build needs a second person. Any one of the three is enough.
 *
 * @param fromVcpus vCPUs of the first rung
 * @param fromUsd the estimate's upper end
 * @param fromUsdPerHour the first rung's price per hour
 */
public record ApprovalRule(int fromVcpus, Usd fromUsd, Usd fromUsdPerHour) {

    public static final ApprovalRule DEFAULT = new ApprovalRule(32, Usd.of("3"), Usd.of("10"));
}
