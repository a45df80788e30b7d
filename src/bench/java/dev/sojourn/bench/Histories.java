package dev.sojourn.bench;

/** Not yet. */
final class Histories {
    private Histories() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
