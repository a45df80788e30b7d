package dev.sojourn.job;

import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import java.util.List;

/**
 * What somebody asked for, as it was accepted.
 *
 * @param requester Slack user id
 * @param channel Slack channel id
 * @param approvalReasons why a second person must agree; empty: nobody need
 */
public record Request(
        String requester, String channel, BuildOptions options, BuildPlan plan, List<String> approvalReasons) {

    /** The same, with another machine as the volume's home. */
    Request at(String host) {
        return new Request(requester, channel, options, plan.at(host), approvalReasons);
    }
}
