package dev.sojourn.bench;

/** Not yet. */
final class Resume {
    private Resume() {}

    static boolean run(Options options) {
        throw new UnsupportedOperationException();
    }
}
