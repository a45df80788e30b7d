package dev.sojourn.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which of the known words somebody may have meant. */
final class NearMiss {

    private static final int SHORT = 4;

    private NearMiss() {}

    /** The nearest of the known words: one letter off, or two swapped; in a long one, two off. May be several, or none. */
    static List<String> among(Collection<String> known, String word) {
        return nearest(known, word, 2);
    }

    /**
     * As {@link #among}, but two letters off is too far, however long the word, and so is another first letter:
     * {@code patch} may well be a branch, and no slip for {@code watch}.
     */
    static List<String> closeAmong(Collection<String> known, String word) {
        return nearest(known, word, 1).stream()
                .filter(candidate -> !beginsOtherwise(candidate, word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean beginsOtherwise(String candidate, String said) {
        return candidate.length() == said.length()
                && candidate.charAt(0) != said.charAt(0)
                && !sameLetters(candidate, said);
    }

    private static List<String> nearest(Collection<String> known, String word, int mostOff) {
        String said = word.toLowerCase(Locale.ROOT);
        List<String> near = known.stream()
                .filter(candidate -> off(candidate, said) <= (candidate.length() <= SHORT ? 1 : mostOff))
                .toList();
        int least =
                near.stream().mapToInt(candidate -> off(candidate, said)).min().orElse(0);
        return near.stream().filter(candidate -> off(candidate, said) == least).toList();
    }

    /** Letters to change; a swap of two neighbours is one slip of the fingers and counts as one. */
    private static int off(String candidate, String said) {
        int distance = LevenshteinDistance.getDefaultInstance().apply(candidate, said);
        return distance == 2 && sameLetters(candidate, said) ? 1 : distance;
    }

    private static boolean sameLetters(String one, String other) {
        return Arrays.equals(
                one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }
}
