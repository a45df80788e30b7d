package dev.sojourn.handoff;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the next move of a job hangs on: only that is worth a call each second. All else is looked at when its driver looks, which
 * is every few seconds at the latest.
 */
enum Awaited {
    VOLUME(
            Step.PREFLIGHT,
            Step.DETACH_FROM_HOST,
            Step.ATTACH_TO_BUILDER,
            Step.RUN_BUILD,
            Step.DETACH_FROM_BUILDER,
            Step.ATTACH_TO_HOST),
    MACHINES(Step.LAUNCH_BUILDER, Step.RUN_BUILD, Step.DETACH_FROM_BUILDER, Step.CONFIRM_BUILDER_GONE),
    AGENTS(Step.PREFLIGHT, Step.UNMOUNT_FROM_HOST, Step.AWAIT_BUILDER_AGENT, Step.MOUNT_ON_HOST);

    private final Set<Step> steps;

    Awaited(Step first, Step... others) {
        steps = EnumSet.of(first, others);
    }

    boolean by(Job job) {
        if (job.state() == JobState.NEEDS_ATTENTION) {
            return true;
        }
        // Once a machine has been asked, its answer is what counts.
        boolean asked = job.passage().operation().isPresent();
        return steps.contains(job.step()) && !(asked && (this == AGENTS || job.step() == Step.PREFLIGHT));
    }
}
