package dev.sojourn.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** First words that are commands. A line that begins with none of them asks for a build. */
enum CommandWord {
    STATUS,
    CANCEL,
    RETRY,
    LOGS,
    WATCH,
    UNWATCH,
    QUEUE,
    HISTORY,
    COST,
    WHERE,
    SLOTS,
    PROFILES,
    QUIET,
    AUDIT,
    DOCTOR,
    HELP;

    /** Other tools' words for the same. Not taken, because they may be branches, but answered with ours. */
    private static final Map<String, CommandWord> FOREIGN_WORDS = Map.ofEntries(
            Map.entry("stop", CANCEL),
            Map.entry("abort", CANCEL),
            Map.entry("kill", CANCEL),
            Map.entry("rerun", RETRY),
            Map.entry("rebuild", RETRY),
            Map.entry("again", RETRY),
            Map.entry("log", LOGS),
            Map.entry("tail", LOGS),
            Map.entry("output", LOGS),
            Map.entry("follow", WATCH),
            Map.entry("subscribe", WATCH),
            Map.entry("unfollow", UNWATCH),
            Map.entry("unsubscribe", UNWATCH),
            Map.entry("jobs", STATUS),
            Map.entry("list", STATUS),
            Map.entry("ps", STATUS),
            Map.entry("past", HISTORY),
            Map.entry("costs", COST),
            Map.entry("spend", COST),
            Map.entry("spending", COST),
            Map.entry("bill", COST),
            Map.entry("mute", QUIET),
            Map.entry("silence", QUIET),
            Map.entry("volumes", WHERE));

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case: phones begin lines with a capital letter. */
    static Optional<CommandWord> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Whether it is another tool's word for one of ours. */
    static boolean isForeign(String word) {
        return FOREIGN_WORDS.containsKey(word.toLowerCase(Locale.ROOT));
    }

    /** Those that somebody may have meant by a word that is none of them. */
    static List<String> like(String word) {
        CommandWord translated = FOREIGN_WORDS.get(word.toLowerCase(Locale.ROOT));
        if (translated != null) {
            return List.of(translated.word());
        }
        return NearMiss.closeAmong(
                Arrays.stream(values()).map(CommandWord::word).toList(), word);
    }
}
