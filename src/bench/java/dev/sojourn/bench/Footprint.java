package dev.sojourn.bench;

/** Not yet. */
final class Footprint {
    private Footprint() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
