package dev.sojourn.command;

/**
 * Somebody's own word in an answer: shortened, and without what could hide or turn the text around it. Still to be
 * escaped by whoever shows it.
 */
final class Echo {

    private static final int LONGEST = 60;

    private Echo() {}

    /** The word between backticks, at most 60 code points of it. */
    static String of(String word) {
        return "`" + shortened(word) + "`";
    }

    /** The word as {@link #of} has it, without backticks: a part of a longer line. */
    static String shortened(String word) {
        String visible = visible(word);
        if (visible.codePointCount(0, visible.length()) <= LONGEST) {
            return visible;
        }
        return visible.substring(0, visible.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static String visible(String word) {
        StringBuilder visible = new StringBuilder(word.length());
        word.codePoints().filter(point -> !HiddenCharacter.is(point)).forEach(visible::appendCodePoint);
        // A backtick would end the code span and let the rest of the word format the message.
        return visible.toString().replace('`', '\'');
    }
}
