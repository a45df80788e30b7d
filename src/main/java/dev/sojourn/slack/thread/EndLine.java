package dev.sojourn.slack.thread;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.MishapText;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Whereabouts;
import dev.sojourn.slack.words.Wording;
import java.util.Optional;

/**
 * The last line of a job's thread: outcome, time, cost beside the estimate, where the volume is, where the files are, and what
 * to do with what stood in the tree when it left.
 */
public final class EndLine {

    private static final int ERROR = 2900;
    private static final int LEAST_ERROR = 100;

    private EndLine() {}

    public static String of(Fact.Ended ended, Job job, History before) {
        return of(Mrkdwn.user(job.request().requester()), ended, job, before);
    }

    /** @param whom whose attention is called, or why this is said to somebody */
    public static String of(String whom, Fact.Ended ended, Job job, History before) {
        StringBuilder first = new StringBuilder(whom.isEmpty() ? "" : whom + " ")
                .append("Job ")
                .append(job.label())
                .append(", ")
                .append(Mrkdwn.code(job.request().options().ref()))
                .append(", ")
                .append(outcome(ended))
                .append(" after ")
                .append(Wording.duration(ended.took()))
                .append(failure(ended))
                .append(". Cost: ")
                .append(Money.atEnd(job, ended.cost()))
                .append('.');
        ended.build()
                .flatMap(BuildWords::failedTests)
                .ifPresent(tests -> first.append('\n').append(tests));
        StringBuilder last = new StringBuilder();
        why(ended).ifPresent(why -> last.append('\n').append(why));
        last.append("\n*Volume:* ").append(Whereabouts.of(job, before)).append('.');
        if (ended.build().equals(job.build())) {
            MishapText.of(job).ifPresent(helps -> last.append('\n').append(helps));
        }
        ended.build().ifPresent(build -> files(build, last));
        reload(job, before).ifPresent(advice -> last.append('\n').append(advice));
        int room = ThreadLine.MOST - first.length() - last.length() - 1;
        if (room >= LEAST_ERROR) {
            ended.build()
                    .filter(build -> !build.passed() && !build.firstError().isBlank())
                    .ifPresent(build ->
                            first.append('\n').append(Mrkdwn.fence(build.firstError(), Math.min(ERROR, room))));
        }
        return Mrkdwn.fit(first.append(last).toString(), ThreadLine.MOST);
    }

    private static void files(BuildResult build, StringBuilder line) {
        line.append("\n*Build:* ")
                .append(Mrkdwn.code(Mrkdwn.cut(build.buildFolder(), 300)))
                .append(" · *Log:* ")
                .append(Mrkdwn.code(Mrkdwn.cut(build.log(), 300)));
        String remarks = String.join(" ", BuildWords.remarks(build));
        if (!remarks.isEmpty()) {
            line.append('\n').append(remarks);
        }
    }

    private static String outcome(Fact.Ended ended) {
        return switch (ended.outcome()) {
            case SUCCEEDED -> "is done";
            case FAILED -> "failed";
            case CANCELLED -> "was cancelled";
            case QUEUED, AWAITING_APPROVAL, OUTBOUND, HOMEBOUND, NEEDS_ATTENTION ->
                throw new IllegalStateException("A job cannot have ended as " + ended.outcome());
        };
    }

    /** Said of the build only where it is the build that made the job fail. */
    private static String failure(Fact.Ended ended) {
        boolean byBuild = ended.outcome() == JobState.FAILED
                && ended.why()
                        .map(why -> why.reason() == Homeward.Reason.BUILD_ENDED)
                        .orElse(false);
        return ended.build()
                .filter(build -> byBuild && !build.passed())
                .map(build -> ": " + BuildWords.failure(build))
                .orElse("");
    }

    private static Optional<String> why(Fact.Ended ended) {
        return ended.why()
                .filter(why -> why.reason() != Homeward.Reason.BUILD_ENDED && ended.outcome() != JobState.SUCCEEDED)
                .map(Homeward::words)
                .filter(words -> !words.isBlank())
                .map(words -> Wording.sentence(Mrkdwn.line(words, 300)));
    }

    /** What stood in a tree that has travelled stands in the old one. A checkout that stayed at home has not noticed. */
    private static Optional<String> reload(Job job, History before) {
        boolean isBack = before.volumeLeft()
                && before.last(Fact.VolumeHome.class)
                        .map(Fact.VolumeHome::mounted)
                        .orElse(false);
        return isBack && job.request().plan().volume().carriesSource()
                ? Optional.of(
                        "*What stood in the tree:* shells need `cd .`, editors a reload from disk, clangd a restart"
                                + " unless the host's on-return hook does it.")
                : Optional.empty();
    }
}
