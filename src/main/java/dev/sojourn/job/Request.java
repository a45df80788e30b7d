package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Cap;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asked for, as it was accepted.
 *
 * @param requester Slack user id
 * @param channel Slack channel id
 * @param approvalReasons why a second person must agree; empty: nobody need
 * @param ahead a yes that was given ahead and covers it
 * @param softCaps among those reasons, the caps that it would break
 * @param smaller the same on what needs no second person, where the ladder has such a type and a second person is needed
 */
public record Request(
        String requester,
        String channel,
        BuildOptions options,
        BuildPlan plan,
        List<String> approvalReasons,
        Optional<Ahead> ahead,
        Optional<BuildPlan> smaller,
        List<Cap.Kind> softCaps) {

    /** A row of an earlier version names no caps. */
    @JsonCreator
    public Request {
        softCaps = softCaps == null ? List.of() : List.copyOf(softCaps);
    }

    public Request(
            String requester,
            String channel,
            BuildOptions options,
            BuildPlan plan,
            List<String> approvalReasons,
            Optional<Ahead> ahead,
            Optional<BuildPlan> smaller) {
        this(requester, channel, options, plan, approvalReasons, ahead, smaller, List.of());
    }

    public Request(
            String requester, String channel, BuildOptions options, BuildPlan plan, List<String> approvalReasons) {
        this(requester, channel, options, plan, approvalReasons, Optional.empty(), Optional.empty(), List.of());
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
                smaller.map(other -> other.at(host)),
                softCaps);
    }

    /** The same, asked of a second person for other reasons. */
    public Request asking(List<String> reasons, List<Cap.Kind> caps) {
        return new Request(requester, channel, options, plan, reasons, ahead, smaller, caps);
    }

    /** By a yes that was given ahead, where there is one, and with a smaller plan, where there is that. */
    public Request covered(Optional<Ahead> yes, Optional<BuildPlan> other) {
        return new Request(requester, channel, options, plan, approvalReasons, yes, other, softCaps);
    }

    /** The same by another plan, which buys on demand; who must agree to it is another question. */
    public Request onDemand(BuildPlan other) {
        return new Request(requester, channel, options, other, List.of(), ahead, Optional.empty());
    }

    /** The same, by the smaller plan, which needs nobody's yes. */
    Request onSmaller() {
        return new Request(
                requester,
                channel,
                options,
                smaller.orElseThrow(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
