package dev.sojourn.cloud;

/** The value of an accepted call that has none: it was asked for; whether it has happened is for the next look. */
public enum Asked {
    ASKED
}
