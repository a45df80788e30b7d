package dev.sojourn.search;

import java.util.Optional;

/**
 * A move from one state to another.
 *
 * @param to where it leads; where it broke something, the state in which it did
 */
record Step(String words, State to, Optional<Broken> broken) {}
