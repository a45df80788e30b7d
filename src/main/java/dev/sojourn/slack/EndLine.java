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
        StringBuilder line = new StringBuilder(Mrkdwn.user(job.request().requester()))
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
        ended.build()
                .filter(build -> !build.passed() && !build.firstError().isBlank())
                .ifPresent(build -> line.append('\n').append(Mrkdwn.fence(build.firstError(), ERROR)));
        why(ended).ifPresent(why -> line.append('\n').append(why));
        line.append("\n*Volume:* ").append(Whereabouts.of(job, before)).append('.');
        ended.build()
                .ifPresent(build -> line.append("\n*Build:* ")
                        .append(Mrkdwn.code(build.buildFolder()))
                        .append(" · *Log:* ")
                        .append(Mrkdwn.code(build.log())));
        return line.toString();
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
                .map(words -> Wording.sentence(Mrkdwn.line(words, 900)));
    }
}
