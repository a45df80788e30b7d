package dev.sojourn.job;

import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.S3Copy;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What builders cost in a span of time, by list price. A builder counts with all that it costs where it was launched, whatever
 * became of its build.
 *
 * @param spent of all builders whose price is known
 * @param jobs that had a builder launched in the span
 * @param builders launched in the span
 * @param unpriced those of them whose price nobody knows: they are in no sum
 * @param lost builders after which the same job needed another one
 * @param people by Slack user id, the dearest first
 * @param profiles by name
 * @param channels by Slack channel id
 * @param leftOn empty: no type with a known price is at hand
 * @param copying empty: nothing was built
 */
public record CostReport(
        Span span,
        Instant from,
        Instant until,
        Usd spent,
        int jobs,
        int builders,
        int unpriced,
        Lost lost,
        List<PastJobs.Share> people,
        List<PastJobs.Share> profiles,
        List<PastJobs.Share> channels,
        Alive alive,
        Optional<LeftOn> leftOn,
        Said said,
        Optional<S3Copy> copying) {

    /** Builders whose work had to be gone on with by another one. */
    public record Lost(int builders, Usd cost) {}

    /**
     * Builders that live now, whenever they were launched.
     *
     * @param hourly what they cost in an hour together, as far as prices are known
     */
    public record Alive(int builders, Usd hourly) {}

    /** The largest machine that was used, or may be, bought on demand and never switched off in the span. */
    public record LeftOn(MachineType type, Usd cost) {}

    /**
     * Estimates beside what came of them, over the jobs that ended in the span and had both.
     *
     * @param within those that cost no more than the upper end of their estimate
     */
    public record Said(int jobs, int within, Usd low, Usd high, Usd actual) {}
}
