package dev.sojourn.bench;

/** Not yet. */
final class BigTree {
    private BigTree() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
