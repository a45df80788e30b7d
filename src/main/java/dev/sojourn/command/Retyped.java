package dev.sojourn.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines to type, made from the one that was: with a word changed, taken out or put before. Each between backticks,
 * words of unusual length shortened.
 */
record Retyped(String commandName, List<String> words) {

    Retyped {
        words = List.copyOf(words);
    }

    /** This command with other words altogether. */
    String as(String rest) {
        return "`" + (commandName + " " + rest).strip() + "`";
    }

    /** This line with one word replaced, by one or several. */
    String with(int at, String replacement) {
        List<String> changed = shown();
        changed.set(at, Echo.shortened(replacement));
        return as(String.join(" ", changed));
    }

    String without(int at) {
        List<String> fewer = shown();
        fewer.remove(at);
        return as(String.join(" ", fewer));
    }

    /** This line with a word put before all others. */
    String withFirst(String first) {
        return as(first + " " + String.join(" ", shown()));
    }

    private List<String> shown() {
        return words.stream()
                .map(Echo::shortened)
                .map(Retyped::quotedWhereNeeded)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String quotedWhereNeeded(String word) {
        return word.isEmpty() || word.indexOf(' ') >= 0 ? "\"" + word + "\"" : word;
    }
}
