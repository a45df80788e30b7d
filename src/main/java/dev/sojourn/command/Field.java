package dev.sojourn.command;

/** What a form asks for: a complaint is shown beside the one that it is about. */
public enum Field {
    CHANNEL,
    VOLUME,
    PROFILE,
    REF,
    TARGETS,
    MARKET,
    TYPE,
    CAP,
    SLOT,
    CLEAN,
    TOLD,
    ALOUD
}
