package dev.sojourn.plan;

/**
 * What one job may cost in all, so that others get what is promised to them.
 *
 * @param budget the one that leaves the least
 */
public record Allowance(Usd most, Budget budget) {}
