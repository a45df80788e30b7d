package dev.sojourn.job;

import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a job that has ended: one line of the history. Made from the job and its events, and made anew from them
 * at any time.
 *
 * @param requester Slack user id
 * @param channel Slack channel id
 * @param machine what it was built on, by type and market; empty: no builder was launched
 * @param cost list price of all its builders; empty: a price is unknown
 * @param low lower end of the estimate; empty: there was none
 * @param expected build time that was expected
 * @param build how long the build took; empty: none ran to its end
 * @param busy from asking for the first builder until the volume was home again; zero where none was asked for
 * @param away how long the volume was not on its host
 * @param clean whether it was built from scratch
 * @param steps time by step, all stays together
 */
public record PastJob(
        long number,
        Instant endedAt,
        String volume,
        String profile,
        String requester,
        String channel,
        String ref,
        JobState outcome,
        String machine,
        Optional<Usd> cost,
        Optional<Usd> low,
        Optional<Usd> high,
        Duration expected,
        Optional<Duration> build,
        Duration busy,
        Duration away,
        boolean clean,
        int compiled,
        Map<Step, Duration> steps) {

    /** What a builder was paid for beside building: the way there and back, and all waiting. */
    public Duration overhead() {
        Duration rest = busy.minus(build.orElse(Duration.ZERO));
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
