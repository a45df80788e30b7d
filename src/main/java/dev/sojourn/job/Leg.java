package dev.sojourn.job;

/** The two halves of a job. There is no third: whatever happens, HOME follows OUT. */
public enum Leg {
    OUT,
    HOME
}
