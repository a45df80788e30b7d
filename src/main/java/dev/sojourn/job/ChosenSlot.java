package dev.sojourn.job;

import java.util.Optional;

/**
 * The build folder that a job builds in, chosen when the host was last looked at.
 *
 * @param fresh nothing was built there before
 * @param filesDiffer between what was last built there and this job's commit; empty: unknown
 */
public record ChosenSlot(int number, boolean fresh, Optional<Integer> filesDiffer) {}
