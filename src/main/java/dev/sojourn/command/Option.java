package dev.sojourn.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may be said about a build besides its ref, each by a word behind two dashes. */
enum Option {
    VOLUME("volume", Takes.ONE, "ann"),
    PROFILE("profile", Takes.ONE, "release"),
    ON("on", Takes.ONE, "c7i.16xlarge"),
    SPOT("spot", Takes.NOTHING, ""),
    ON_DEMAND("on-demand", Takes.NOTHING, ""),
    TARGET("target", Takes.SEVERAL, "check-all"),
    CAP("cap", Takes.ONE, "5.00"),
    SLOT("slot", Takes.ONE, "1"),
    CLEAR_SLOT("clear-slot", Takes.ONE, "2"),
    LINK_MEMORY("link-memory", Takes.ONE, "16000"),
    CLEAN("clean", Takes.NOTHING, ""),
    DRY_RUN("dry-run", Takes.NOTHING, "");

    /** What an option wants behind it. */
    enum Takes {
        NOTHING,
        ONE,
        /** One at a time, and as often as one likes. */
        SEVERAL
    }

    /** Other bots' and clouds' words for the same. Not taken, but answered with ours. */
    private static final Map<String, Option> FOREIGN_WORDS = Map.of(
            "type", ON,
            "instance", ON,
            "instance-type", ON,
            "machine", ON,
            "budget", CAP,
            "max", CAP,
            "disk", VOLUME,
            "rebuild", CLEAN,
            "plan", DRY_RUN);

    private static final String TARGETS = "targets";

    private final String word;
    private final Takes takes;
    private final String example;

    Option(String word, Takes takes, String example) {
        this.word = word;
        this.takes = takes;
        this.example = example;
    }

    /** The option as it is typed, dashes included. */
    String typed() {
        return "--" + word;
    }

    Takes takes() {
        return takes;
    }

    /** A value of the right form; empty where the option takes none. */
    String example() {
        return example;
    }

    /** The option with a value that has the right form, to show how it is typed. */
    String exampleTyped() {
        return (typed() + " " + example).strip();
    }

    /** By its word, without dashes, in any case: phones begin words with a capital letter. */
    static Optional<Option> named(String word) {
        String said = word.toLowerCase(Locale.ROOT);
        if (said.equals(TARGETS)) {
            return Optional.of(TARGET);
        }
        return Arrays.stream(values())
                .filter(option -> option.word.equals(said))
                .findFirst();
    }

    /** Those that somebody may have meant by a word that is none of them. */
    static List<Option> like(String word) {
        Option translated = FOREIGN_WORDS.get(word.toLowerCase(Locale.ROOT));
        if (translated != null) {
            return List.of(translated);
        }
        List<String> words = Arrays.stream(values()).map(option -> option.word).toList();
        return NearMiss.among(words, word).stream()
                .flatMap(near -> named(near).stream())
                .toList();
    }
}
