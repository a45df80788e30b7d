package dev.sojourn.plan;

import java.util.Optional;

/**
 * What is wanted of the slots.
 *
 * @param asked a slot by its number; empty: any
 * @param clean whether the build folder is emptied first: then it does not matter what it was built with
 * @param freeMib free on the volume now
 */
public record SlotRequest(Profile profile, Optional<Integer> asked, boolean clean, int freeMib, int freeInodes) {}
