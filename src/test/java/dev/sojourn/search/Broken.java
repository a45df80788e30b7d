package dev.sojourn.search;

/** Something happened that must never happen. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Broken(String sentence, String how) {
        super(sentence + ": " + how, null, false, false);
    }
}
