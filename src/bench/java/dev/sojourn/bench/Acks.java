package dev.sojourn.bench;

/** Not yet. */
final class Acks {
    private Acks() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
