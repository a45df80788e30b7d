package dev.sojourn.slack.intake;

import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.reply.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wishes as people have them in Slack: in words that are written down, and read again, perhaps by another process. */
public final class Wishes {

    /** What is said where it could not be written down. */
    public static final String NOT_TAKEN =
            "That was not taken: it could not be written down here in time, as the disk or the database"
                    + " is slow or full. Nothing was started. Try again in a minute.";

    /** @see <a href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses">30 minutes</a> */
    private static final Duration RESPONSE_URL_LIVES = Duration.ofMinutes(29);

    private Wishes() {}

    /** Whether it would be a loss if nobody dealt with it: one that only asks is typed again. */
    public static boolean isWorthKeeping(Command command) {
        return command instanceof Command.Build
                || command instanceof Command.Cancel
                || command instanceof Command.Retry
                || command instanceof Command.Watch
                || command instanceof Command.Unwatch
                || command instanceof Command.Quiet;
    }

    /**
     * A wish.
     *
     * @param id Slack's name for this one interaction, which each delivery of it has; null where there is none
     */
    public static Wish of(String kind, @Nullable String id, Answers.Asker asker, Map<String, String> more, Instant at) {
        Map<String, String> words = new HashMap<>(more);
        words.put("kind", kind);
        words.put("user", asker.caller().user());
        words.put("channel", asker.caller().channel());
        asker.thread().ifPresent(thread -> words.put("thread", thread));
        asker.responseUrl().ifPresent(url -> words.put("response_url", url));
        String name = id == null || id.isBlank() ? UUID.randomUUID().toString() : id;
        return new Wish(kind + " " + name, words, at);
    }

    public static String kind(Wish wish) {
        return word(wish, "kind");
    }

    public static String word(Wish wish, String name) {
        return wish.words().getOrDefault(name, "");
    }

    /** Whom to answer, and how, as long as Slack takes an answer that way. */
    public static Answers.Asker asker(Wish wish, Instant now) {
        boolean late = now.isAfter(wish.at().plus(RESPONSE_URL_LIVES));
        return new Answers.Asker(
                new Caller(word(wish, "user"), word(wish, "channel")),
                Optional.ofNullable(wish.words().get("thread")),
                Optional.ofNullable(wish.words().get("response_url")).filter(url -> !late));
    }
}
