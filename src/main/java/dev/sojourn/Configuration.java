package dev.sojourn;

import dev.sojourn.command.Installation;
import dev.sojourn.handoff.Timing;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.policy.Policy;

/**
 * What {@code SOJOURN_CONFIG} says, complete and consistent.
 *
 * @param id the installation's id in every tag, filter and IAM condition
 * @param command the slash command's name
 */
record Configuration(
        String id,
        String region,
        String command,
        Installation installation,
        Policy policy,
        PriceTable prices,
        Timing timing,
        SlackPace slack) {}
