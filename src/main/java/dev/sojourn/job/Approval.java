package dev.sojourn.job;

import java.time.Instant;

/**
 * A yes, bound to exactly this.
 *
 * @param by Slack user id
 * @param planDigest digest of the plan that was shown
 * @param sha commit that was shown
 */
public record Approval(String by, Instant at, String planDigest, String sha) {}
