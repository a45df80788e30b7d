package dev.sojourn.job;

import dev.sojourn.plan.BuildOptions;

/**
 * What would help, as a build that can be asked for at one press.
 *
 * @param label for the button, at most 75 characters
 * @param effect what it does that cannot be undone, for the question before
 */
public record Remedy(String label, String effect, BuildOptions options) {}
