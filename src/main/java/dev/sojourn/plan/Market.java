package dev.sojourn.plan;

/** How a builder is bought. */
public enum Market {
    /** Cheaper, and may be taken back with two minutes' notice. */
    SPOT("spot"),
    ON_DEMAND("on-demand");

    private final String word;

    Market(String word) {
        this.word = word;
    }

    /** The word used in configuration, commands and messages. */
    public String word() {
        return word;
    }
}
