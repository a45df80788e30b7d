package dev.sojourn.endtoend;

import java.util.Arrays;
import java.util.Optional;

/** How a job can have ended, in the words of its card. */
public enum Outcome {
    SUCCEEDED(": done, ", " is done after "),
    FAILED(": failed, ", " failed after "),
    CANCELLED(": cancelled, ", " was cancelled after ");

    private final String onCard;
    private final String atEnd;

    Outcome(String onCard, String atEnd) {
        this.onCard = onCard;
        this.atEnd = atEnd;
    }

    public static Optional<Outcome> of(String card) {
        return Arrays.stream(values()).filter(one -> card.contains(one.onCard)).findFirst();
    }

    /** Whether this is the line that a thread ends with. */
    public static boolean isLastWord(String line) {
        return line.contains(" Job #") && Arrays.stream(values()).anyMatch(one -> line.contains(one.atEnd));
    }
}
