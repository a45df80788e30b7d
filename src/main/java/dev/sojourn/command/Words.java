package dev.sojourn.command;

import java.util.ArrayList;
import java.util.List;

/** A line cut at its spaces, but for those between quotation marks. Nothing else has a meaning, as it has to a shell. */
final class Words {

    private static final char NONE = 0;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private char quote = NONE;

    private Words() {}

    static List<String> of(String line) throws Mistake {
        Words reading = new Words();
        for (int at = 0; at < line.length(); at++) {
            reading.take(line.charAt(at));
        }
        if (reading.quote != NONE) {
            throw new Mistake(
                    "A quotation mark is opened and not closed.",
                    "Leave the quotation marks out: no name that I take needs them.");
        }
        reading.end();
        return List.copyOf(reading.words);
    }

    private void take(char character) {
        if (quote != NONE) {
            if (character == quote) {
                quote = NONE;
            } else {
                word.append(character);
            }
        } else if (character == '"' || character == '\'') {
            quote = character;
            begun = true;
        } else if (character == ' ') {
            end();
        } else {
            word.append(character);
            begun = true;
        }
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }
}
