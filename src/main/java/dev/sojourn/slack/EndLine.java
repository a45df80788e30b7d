package dev.sojourn.slack;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import java.util.Optional;

/** The last line of a job's thread: outcome, time, cost beside the estimate, where the volume is, where the files are. */
final class EndLine {

    private static final int ERROR = 2900;

    private EndLine() {}

    static String of(Fact.Ended ended, Job job, History before) {
        StringBuilder first = new StringBuilder(Mrkdwn.user(job.request().requester()))
                .append(" Job ")
                .append(job.label())
                .append(", ")
                .append(Mrkdwn.code(job.request().options().ref()))
                .append(", ")
                .append(outcome(ended))
                .append(" after ")
                .append(Wording.duration(ended.took()))
                .append(". Cost: ")
                .append(Money.atEnd(job, ended.cost()))
                .append('.');
        StringBuilder last = new StringBuilder();
        why(ended).ifPresent(why -> last.append('\n').append(why));
        last.append("\n*Volume:* ").append(Whereabouts.of(job, before)).append('.');
        ended.build()
                .ifPresent(build -> last.append("\n*Build:* ")
                        .append(Mrkdwn.code(Mrkdwn.cut(build.buildFolder(), 300)))
                        .append(" · *Log:* ")
                        .append(Mrkdwn.code(Mrkdwn.cut(build.log(), 300))));
        int room = ThreadLine.MOST - first.length() - last.length();
        ended.build()
                .filter(build -> !build.passed() && !build.firstError().isBlank())
                .ifPresent(build -> first.append('\n').append(Mrkdwn.fence(build.firstError(), Math.min(ERROR, room))));
        return first.append(last).toString();
    }

    /** The build's own line: passed or not, and nothing about the volume. */
    static String verdict(BuildResult build) {
        return build.passed()
                ? "*Build:* passed in " + Wording.duration(build.took())
                : "*Build:* failed in " + Mrkdwn.line(build.phase(), 40) + " (exit " + build.exit() + ") after "
                        + Wording.duration(build.took());
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

    private static Optional<String> why(Fact.Ended ended) {
        return ended.why()
                .filter(why -> why.reason() != Homeward.Reason.BUILD_ENDED && ended.outcome() != JobState.SUCCEEDED)
                .map(Homeward::words)
                .filter(words -> !words.isBlank())
                .map(words -> Wording.sentence(Mrkdwn.line(words, 300)));
    }
}
