package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.Lines;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs that are over: one line each with outcome, time, cost, ref, slot, and who asked. */
public final class PastJobs {

    private static final int REF = 60;

    private PastJobs() {}

    public static String of(Reply.Past past, String commandName) {
        if (past.jobs().isEmpty()) {
            return "No job is over yet. To begin: `" + commandName + " main`.";
        }
        List<String> lines = new ArrayList<>();
        past.jobs().forEach(job -> lines.add(line(job)));
        String last = past.more()
                ? "Costs are list prices. Older ones too: `" + commandName + " history "
                        + past.jobs().size() * 2 + "`."
                : "Costs are list prices. These are all.";
        return Lines.fit(lines, ReplyText.MOST - last.length() - 1) + "\n" + last;
    }

    /** What was asked for, short enough for a line of a list. */
    public static String ref(Job job) {
        return Mrkdwn.code(Mrkdwn.cut(job.request().options().ref(), REF));
    }

    private static String line(Job job) {
        Instant end = job.endedAt().orElse(job.createdAt());
        return emoji(job) + " *" + job.label() + "* " + ref(job) + " " + outcome(job) + time(job, end) + ", "
                + Money.brief(job, end)
                + job.slot().map(slot -> ", slot " + slot.number()).orElse("") + ", for "
                + Mrkdwn.user(job.request().requester()) + ", " + Mrkdwn.date(end);
    }

    private static String emoji(Job job) {
        return job.state() == JobState.SUCCEEDED
                ? ":white_check_mark:"
                : job.state() == JobState.FAILED ? ":x:" : ":no_entry:";
    }

    private static String outcome(Job job) {
        if (job.state() == JobState.SUCCEEDED) {
            return "done";
        }
        if (job.state() == JobState.CANCELLED) {
            return "cancelled";
        }
        boolean byBuild = job.homeward()
                .filter(why -> why.reason() == Homeward.Reason.BUILD_ENDED)
                .isPresent();
        return job.build()
                .filter(build -> byBuild && !build.passed())
                .map(build -> "failed (" + BuildWords.failure(build) + ")")
                .orElse(job.attempts().isEmpty() ? "refused" : "failed");
    }

    /** From the moment that a builder was asked for: what went before is waiting. */
    private static String time(Job job, Instant end) {
        Optional<Instant> start = job.attempts().stream().findFirst().map(Attempt::askedAt);
        return start.map(from -> " in " + Wording.duration(Duration.between(from, end)))
                .orElse("");
    }
}
