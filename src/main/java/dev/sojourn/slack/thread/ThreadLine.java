package dev.sojourn.slack.thread;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Step;
import dev.sojourn.slack.card.CapacityLines;
import dev.sojourn.slack.card.Standing;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.HolderLines;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.SlotWords;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the thread says of a fact: one line per transition, nothing per percent. Rests on the fact, what came before it and
 * what never changes of the job, not on what the job has become since.
 *
 * @param content a line is a line; blocks only where there is something to decide below it
 * @param broadcast shown in the channel too; for the one thing that somebody must act on
 */
public record ThreadLine(Content content, boolean broadcast) {

    /** Slack cuts longer texts, and refuses them in an edit. */
    public static final int MOST = 3900;

    /** A line, or nothing where the card says enough. */
    public static Optional<ThreadLine> of(JobEvent event, Job job, History before, List<String> approvers) {
        return of(event, job, before, approvers, Loudness.USUAL);
    }

    /** The same, without mentions of those who are not to be called then. */
    public static Optional<ThreadLine> of(
            JobEvent event, Job job, History before, List<String> approvers, Loudness loudness) {
        Fact fact = event.fact();
        if (fact instanceof Fact.AttentionNeeded needed) {
            return Optional.of(new ThreadLine(Content.of(Mrkdwn.fit(attention(needed, job), MOST)), true));
        }
        if (fact instanceof Fact.AttentionReminder reminder) {
            return Optional.of(new ThreadLine(Content.of(Mrkdwn.fit(reminder(reminder, job), MOST)), false));
        }
        if (fact instanceof Fact.Ended ended) {
            String whom = loudness.call(job.request().requester(), event.at()).orElse("");
            String words = EndLine.of(whom, ended, job, before);
            return Optional.of(new ThreadLine(Content.of(words), loudness.isAloud(ended, job)));
        }
        if (fact instanceof Fact.NoCapacity none) {
            return CapacityLines.none(none, job, before).map(content -> new ThreadLine(content, false));
        }
        return CapacityLines.of(fact, job, before)
                .or(() -> road(fact, job, before))
                .or(() -> HolderLines.of(fact, job.request().plan().volume()))
                .or(() -> asked(event, approvers, loudness))
                .or(() -> decision(fact, job))
                .map(text -> new ThreadLine(Content.of(Mrkdwn.fit(text, MOST)), false));
    }

    private static Optional<String> asked(JobEvent event, List<String> approvers, Loudness loudness) {
        if (event.fact() instanceof Fact.ApprovalAsked asked) {
            List<String> called = approvers.stream()
                    .flatMap(user -> loudness.call(user, event.at()).stream())
                    .toList();
            String quiet = called.isEmpty() && !approvers.isEmpty()
                    ? " Whoever may approve has quiet hours now, and is asked when they end."
                    : "";
            return Optional.of((called.isEmpty() ? "" : String.join(" ", called) + " ") + "Approval needed: "
                    + Mrkdwn.line(String.join("; ", asked.reasons()), 900) + ". It expires "
                    + Mrkdwn.date(asked.expires()) + "." + quiet);
        }
        return Optional.empty();
    }

    private static Optional<String> decision(Fact fact, Job job) {
        if (fact instanceof Fact.Queued queued) {
            return Optional.of("Queued by " + Mrkdwn.user(job.request().requester()) + ": position " + queued.position()
                    + ", behind #" + queued.behind() + ".");
        }
        if (fact instanceof Fact.CommitPinned pinned) {
            return Optional.of("This job builds " + Mrkdwn.code(pinned.commit().abbreviated()) + " “"
                    + Mrkdwn.line(pinned.commit().subject(), 120) + "”; " + Wording.gib(pinned.freeMib())
                    + " are free on the volume.");
        }
        if (fact instanceof Fact.SlotChosen chosen) {
            return Optional.of(SlotWords.chosen(chosen.slot(), job.request().plan()));
        }
        if (fact instanceof Fact.Warned warned) {
            return Optional.of("Worth knowing: " + Wording.sentence(Mrkdwn.line(warned.words(), 1200)));
        }
        if (fact instanceof Fact.Approved approved) {
            return Optional.of("Approved by " + Mrkdwn.user(approved.by())
                    + approved.ahead()
                            .map(first -> ", ahead, at the request of #" + first + ".")
                            .orElse(approved.carriedOver() ? ", for the same plan and commit earlier." : "."));
        }
        if (fact instanceof Fact.ApprovedAhead ahead) {
            return Optional.of("Until " + Mrkdwn.date(ahead.until()) + " builds on volume "
                    + Mrkdwn.code(job.request().plan().volume().name()) + " with "
                    + ahead.types().stream().map(Mrkdwn::code).collect(Collectors.joining(", "))
                    + " need no other yes, up to " + ahead.limit() + " in all: " + Mrkdwn.user(ahead.by())
                    + " said so.");
        }
        if (fact instanceof Fact.Lowered lowered) {
            return Optional.of(Mrkdwn.user(lowered.by()) + " chose "
                    + Mrkdwn.code(lowered.first().label()) + ", which needs no approval.");
        }
        if (fact instanceof Fact.Denied denied) {
            return Optional.of("Denied by " + Mrkdwn.user(denied.by()) + Standing.reason(denied.reason()) + ".");
        }
        if (fact instanceof Fact.Delegated on) {
            return Optional.of(Mrkdwn.user(on.by()) + " leaves the decision to " + Mrkdwn.user(on.to()) + ".");
        }
        if (fact instanceof Fact.ApprovalExpired) {
            return Optional.of("Nobody approved in time; nothing was launched.");
        }
        if (fact instanceof Fact.CancelAsked cancel) {
            return Optional.of("Cancelled by " + Mrkdwn.user(cancel.by()) + ".");
        }
        if (fact instanceof Fact.Refused refused) {
            return Optional.of(Mrkdwn.user(job.request().requester()) + " " + refusal(refused));
        }
        if (fact instanceof Fact.HostChosen chosen) {
            return Optional.of(Mrkdwn.user(chosen.by()) + " has chosen " + Mrkdwn.code(chosen.host())
                    + " as the volume's new host.");
        }
        if (fact instanceof Fact.AttentionOver) {
            return Optional.of("The cause is gone: the volume is on its way again.");
        }
        return Optional.empty();
    }

    /** For the asker alone, where the refusal is the first news; in the thread otherwise. */
    public static String refusal(Fact.Refused refused) {
        return Wording.sentences(
                "This cannot be built: " + Mrkdwn.line(refused.reason(), 1200),
                Mrkdwn.line(refused.advice(), 1200),
                "Nothing was launched, nothing touched.");
    }

    private static Optional<String> road(Fact fact, Job job, History before) {
        if (fact instanceof Fact.StepDone done) {
            return step(done, job, before);
        }
        if (fact instanceof Fact.BuilderRunning running) {
            return Optional.of("Builder " + Mrkdwn.code(running.instance()) + " ("
                    + Mrkdwn.line(running.rung().label(), 60) + ") is running after " + Wording.duration(running.took())
                    + ".");
        }
        if (fact instanceof Fact.BuildStarted started) {
            return Optional.of("The build has started; its log is " + Mrkdwn.code(started.log()) + ".");
        }
        if (fact instanceof Fact.BuildEnded ended) {
            return Optional.of(BuildWords.ended(ended.result()));
        }
        if (fact instanceof Fact.BuilderLost lost) {
            return Optional.of("The builder is lost: " + Wording.sentence(Mrkdwn.line(lost.why(), 600))
                    + " What it had built is on the volume.");
        }
        if (fact instanceof Fact.TurnedHome home) {
            Homeward.Reason reason = home.why().reason();
            // The build's end, and a notice of EC2's, are told by themselves.
            return reason == Homeward.Reason.BUILD_ENDED || reason == Homeward.Reason.RECLAIMED
                    ? Optional.empty()
                    : Optional.of("On the way home: "
                            + Wording.sentence(Mrkdwn.line(home.why().words(), 900)));
        }
        if (fact instanceof Fact.VolumeHome home) {
            return before.volumeLeft() ? Optional.of(volumeHome(home, job)) : Optional.empty();
        }
        if (fact instanceof Fact.BuilderGone gone) {
            return Optional.of("Builder " + Mrkdwn.code(gone.instance()) + " is gone: it lived "
                    + Wording.duration(gone.lived()) + " and cost " + gone.cost() + ".");
        }
        return Optional.empty();
    }

    /** Two handoffs are worth a line each; the steps between them are on the card. */
    private static Optional<String> step(Fact.StepDone done, Job job, History before) {
        if (done.step() == Step.DETACH_FROM_HOST && before.volumeLeft() && !before.volumeIsAway()) {
            return Optional.of(
                    "The volume has left " + Mrkdwn.code(job.host()) + " (" + Wording.duration(done.took()) + ").");
        }
        if (done.step() == Step.MOUNT_ON_BUILDER) {
            return Optional.of("The volume is mounted on the builder.");
        }
        return Optional.empty();
    }

    private static String volumeHome(Fact.VolumeHome home, Job job) {
        String host = Mrkdwn.code(job.host());
        return home.mounted()
                ? "The volume is home on " + host + ", mounted at "
                        + Mrkdwn.code(job.request().plan().volume().mount()) + "."
                : "The volume is home on " + host + "; it mounts when the host starts.";
    }

    private static String attention(Fact.AttentionNeeded needed, Job job) {
        return attention(Mrkdwn.user(job.request().requester()), needed, job);
    }

    /** @param whom whose attention is called, or why this is said to somebody */
    static String attention(String whom, Fact.AttentionNeeded needed, Job job) {
        return whom + " Action needed for job " + job.label() + ": volume "
                + Mrkdwn.code(job.volume()) + " is not back on " + Mrkdwn.code(job.host()) + ". "
                + Wording.sentence(Mrkdwn.line(needed.problem(), 1200)) + "\n*What to do:* "
                + Wording.sentence(Mrkdwn.line(needed.advice(), 1200));
    }

    /** To the owners of the volume as well: whoever asked for the build may be asleep. */
    private static String reminder(Fact.AttentionReminder reminder, Job job) {
        String whom = Stream.concat(
                        Stream.of(job.request().requester()), job.request().plan().volume().owners().stream())
                .distinct()
                .map(Mrkdwn::user)
                .collect(Collectors.joining(" "));
        return whom + " Job " + job.label() + " still needs somebody: volume " + Mrkdwn.code(job.volume())
                + " is not back on " + Mrkdwn.code(job.host()) + " since " + Mrkdwn.date(reminder.since()) + ". "
                + Wording.sentence(Mrkdwn.line(reminder.problem(), 1200))
                + " The card says what to do. The next reminder comes " + Mrkdwn.date(reminder.next()) + ".";
    }
}
