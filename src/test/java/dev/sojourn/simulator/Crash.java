package dev.sojourn.simulator;

/** The bot's process ends here, whatever it was about to do. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    static final Crash NOW = new Crash();

    private Crash() {
        super("the bot was killed", null, false, false);
    }
}
