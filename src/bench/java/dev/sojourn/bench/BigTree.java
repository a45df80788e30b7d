package dev.sojourn.bench;

/** Taking uncommitted work of a large checkout; a script, because it runs the real guest script as its tests do. */
final class BigTree {

    private BigTree() {}

    static boolean run(Options options) throws Exception {
        return new ProcessBuilder("src/bench/tree/measure.sh", Integer.toString(options.roundsOr(3)))
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
