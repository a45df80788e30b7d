package dev.sojourn.slack.words;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;

/** Where the volume is, in words, as the job's events tell it. A fact of its own: it says nothing about the build. */
public final class Whereabouts {

    private Whereabouts() {}

    public static String of(Job job, History history) {
        String host = Mrkdwn.code(job.host());
        if (history.last(Fact.VolumeHome.class).isPresent() && !history.volumeHasLeftAgain()) {
            return home(history, host);
        }
        if (!history.volumeLeft()) {
            return "at home on " + host + ", never moved";
        }
        if (job.state() == JobState.NEEDS_ATTENTION) {
            return "not home: see below";
        }
        if (job.state().isTerminal()) {
            return "home on " + host;
        }
        Step step = job.step();
        if (step.isBefore(Step.AWAIT_BUILDER_AGENT)
                || (Step.DETACH_FROM_BUILDER.isBefore(step) && step.isBefore(Step.MOUNT_ON_HOST))) {
            return "between " + host + " and the builder";
        }
        return Step.ATTACH_TO_HOST.isBefore(step)
                ? "attached to " + host
                : "on the builder"
                        + job.builder().map(id -> " " + Mrkdwn.code(id)).orElse("");
    }

    private static String home(History history, String host) {
        boolean mounted = history.last(Fact.VolumeHome.class)
                .map(Fact.VolumeHome::mounted)
                .orElse(true);
        return mounted ? "home on " + host + ", mounted" : "home on " + host + "; mounts when the host starts";
    }
}
