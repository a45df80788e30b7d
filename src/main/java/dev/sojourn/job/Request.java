package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asked for, as it was accepted.
 *
 * @param requester Slack user id
 * @param channel Slack channel id
 * @param approvalReasons why a second person must agree; empty: nobody need
 * @param ahead a yes that was given ahead and covers it
 * @param smaller the same on what needs no second person, where the ladder has such a type and a second person is needed
 */
public record Request(
        String requester,
        String channel,
        BuildOptions options,
        BuildPlan plan,
        List<String> approvalReasons,
        Optional<Ahead> ahead,
        Optional<BuildPlan> smaller) {

    @JsonCreator
    public Request {}

    public Request(
            String requester, String channel, BuildOptions options, BuildPlan plan, List<String> approvalReasons) {
        this(requester, channel, options, plan, approvalReasons, Optional.empty(), Optional.empty());
    }

    /** @param grant the job at whose request the yes was given */
    public record Ahead(long grant, String by) {}

    /** The same, with another machine as the volume's home. */
    Request at(String host) {
        return new Request(
                requester,
                channel,
                options,
                plan.at(host),
                approvalReasons,
                ahead,
                smaller.map(other -> other.at(host)));
    }

    /** The same, with builders bought on demand; {@code reasons} why a second person must agree to that. */
    public Request onDemand(BuildPlan other, List<String> reasons) {
        return new Request(requester, channel, options, other, reasons, ahead, Optional.empty());
    }

    /** The same, by the smaller plan, which needs nobody's yes. */
    Request onSmaller() {
        return new Request(
                requester, channel, options, smaller.orElseThrow(), List.of(), Optional.empty(), Optional.empty());
    }
}
