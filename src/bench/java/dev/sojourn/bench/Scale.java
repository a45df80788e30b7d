package dev.sojourn.bench;

/** Not yet. */
final class Scale {
    private Scale() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
