package dev.sojourn.simulator;

/** An invariant is broken. An error, so that nothing on its way up takes it for an answer. */
final class Violation extends Error {

    private static final long serialVersionUID = 1;

    final String sentence;

    Violation(String sentence, String how) {
        super(sentence + ": " + how);
        this.sentence = sentence;
    }
}
