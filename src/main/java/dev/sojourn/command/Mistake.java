package dev.sojourn.command;

/** A line that is not understood: the first thing that is wrong with it. Made into an answer by {@link CommandParser}. */
final class Mistake extends Exception {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * @param what what is wrong, with the word that is
     * @param advice what to type instead
     */
    Mistake(String what, String advice) {
        // An answer to a person, not a fault of the program: nobody reads its stack.
        super(what, null, false, false);
        this.advice = advice;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String advice() {
        return advice;
    }
}
