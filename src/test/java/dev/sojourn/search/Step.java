package dev.sojourn.search;

/**
 * A move from one state to another.
 *
 * @param free it needs no fault
 */
record Step(String words, boolean free, State to) {}
