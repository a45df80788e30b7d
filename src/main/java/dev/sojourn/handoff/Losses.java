package dev.sojourn.handoff;

import dev.sojourn.job.Job;

/** How many builders that had run were lost or given up, the present one included. */
final class Losses {

    private Losses() {}

    static int of(Job job) {
        return (int) job.attempts().stream()
                .filter(attempt -> attempt.runningAt().isPresent())
                .count();
    }
}
