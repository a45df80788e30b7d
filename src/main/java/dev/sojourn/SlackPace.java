package dev.sojourn;

import java.time.Duration;
import java.util.Set;

/**
 * How patient the bot is with a Slack that does not answer. Each pause is twice as long as the one before.
 *
 * @param retryFirst pause after the first call that failed
 * @param retryLongest longest pause between tries
 */
record SlackPace(Duration retryFirst, Duration retryLongest) {

    static SlackPace read(ConfigurationNode node) {
        node.knows(Set.of("retry-first", "retry-longest"));
        SlackPace pace = new SlackPace(
                node.duration("retry-first", Duration.ofSeconds(2)),
                node.duration("retry-longest", Duration.ofMinutes(1)));
        if (pace.retryFirst().isZero() || pace.retryLongest().compareTo(pace.retryFirst()) < 0) {
            node.problem("retry-longest", "must be at least retry-first, which must be more than 0s");
        }
        return pace;
    }
}
