package dev.sojourn.handoff;

import dev.sojourn.job.Job;
import java.time.Instant;

/** What to do next: {@link Handoff#decide}, unless a test wants to see a wrong decision found out. */
interface Deciding {

    Decision decide(Job job, Observation seen, Instant now);
}
