package dev.sojourn.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** First words that are commands. A line that begins with none of them asks for a build. */
enum CommandWord {
    STATUS,
    CANCEL,
    SLOTS,
    DOCTOR,
    HELP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case: phones begin lines with a capital letter. */
    static Optional<CommandWord> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Those that somebody may have meant by a word that is none of them. */
    static List<String> like(String word) {
        return NearMiss.closeAmong(
                Arrays.stream(values()).map(CommandWord::word).toList(), word);
    }
}
