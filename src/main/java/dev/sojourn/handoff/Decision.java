package dev.sojourn.handoff;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.time.Duration;
import java.util.List;

/** What to do next with a job. */
sealed interface Decision {

    /** Write this down, then decide again: nothing is asked of the cloud. */
    record Settle(Job job, List<Fact> facts) implements Decision {}

    /** Write this down, then ask the cloud. */
    record Ask(Job job, List<Fact> facts, Action action) implements Decision {}

    /** Nothing to do before the world changes, or this time is over. */
    record Wait(Duration atMost, String why) implements Decision {}
}
