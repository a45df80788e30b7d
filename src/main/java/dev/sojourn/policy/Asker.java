package dev.sojourn.policy;

import dev.sojourn.plan.Expenses;
import java.time.Instant;

/**
 * Whose money a build would cost, and what there is of it.
 *
 * @param user Slack user id
 * @param channel Slack channel id
 */
public record Asker(String user, String channel, Expenses expenses, Instant now) {}
