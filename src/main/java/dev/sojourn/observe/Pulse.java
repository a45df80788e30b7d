package dev.sojourn.observe;

import dev.sojourn.job.Stray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the bot itself is.
 *
 * @param startedAt of this process
 * @param leads whether this process drives jobs; others on the same database stand by
 * @param database why nothing can be written down, and what to do; empty: it can
 * @param cloud how AWS answered last
 * @param strays builders that belong to no job, as the leader's last sweep saw them; empty: not swept yet, or not here
 * @param untold jobs with news that Slack has not taken yet
 */
public record Pulse(
        Instant startedAt,
        boolean leads,
        Slack slack,
        Optional<String> database,
        CloudCalls.Standing cloud,
        Optional<Swept> strays,
        int untold) {

    /**
     * The connection to Slack.
     *
     * @param since empty: not connected now
     * @param lastEnvelope when Slack last handed something over
     */
    public record Slack(Optional<Instant> since, Optional<Instant> lastEnvelope, Optional<String> problem) {}

    /** What a sweep saw, and when. */
    public record Swept(Instant at, List<Stray> found) {}
}
