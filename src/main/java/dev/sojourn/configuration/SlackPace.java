package dev.sojourn.configuration;

import dev.sojourn.slack.thread.Ends;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How patient the bot is with a Slack that does not answer. Each pause is twice as long as the one before.
 *
 * @param retryFirst pause after the first call that failed
 * @param retryLongest longest pause between tries
 * @param ends which ends of jobs are shown in their channels
 * @param weekly the channel that is told once a week what builds cost; empty: none
 */
public record SlackPace(Duration retryFirst, Duration retryLongest, Optional<String> weekly, Ends ends) {

    static SlackPace read(ConfigurationNode node) {
        node.knows(Set.of("retry-first", "retry-longest", "weekly-cost-channel", "tell-channel"));
        SlackPace pace = new SlackPace(
                node.duration("retry-first", Duration.ofSeconds(2)),
                node.duration("retry-longest", Duration.ofMinutes(1)),
                weekly(node),
                ends(node));
        if (pace.retryFirst().isZero() || pace.retryLongest().compareTo(pace.retryFirst()) < 0) {
            node.problem("retry-longest", "must be at least retry-first, which must be more than 0s");
        }
        return pace;
    }

    private static Ends ends(ConfigurationNode node) {
        return switch (node.text("tell-channel", "none")) {
            case "none" -> Ends.NONE;
            case "failed" -> Ends.FAILED;
            case "all" -> Ends.ALL;
            default -> {
                node.problem("tell-channel", "is `none`, `failed` or `all`");
                yield Ends.NONE;
            }
        };
    }

    private static Optional<String> weekly(ConfigurationNode node) {
        node.mentions("weekly-cost-channel", "Slack channel id");
        if (!node.has("weekly-cost-channel")) {
            return Optional.empty();
        }
        String channel = node.text("weekly-cost-channel");
        if (!channel.matches("[CG][A-Z0-9]{2,20}")) {
            node.problem(
                    "weekly-cost-channel", "`" + channel + "` is not the id of a channel, which is like C0123456789");
        }
        return Optional.of(channel);
    }
}
