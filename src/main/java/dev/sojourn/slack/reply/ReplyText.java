package dev.sojourn.slack.reply;

import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Rung;
import dev.sojourn.slack.card.CapacityLines;
import dev.sojourn.slack.card.Standing;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Lines;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.words.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replies in words, for the asker alone. Every one ends with what is so, or with the next thing to do. */
public final class ReplyText {

    /** What one answer has room for. */
    public static final int MOST = 3400;

    private final String commandName;
    private final Function<Job, History> histories;
    private final LookupReplies lookups;

    /**
     * Words for one installation.
     *
     * @param commandName what people type, such as {@code /llvm-build}
     * @param histories what has happened to a job, asked where a reply tells where jobs stand
     */
    public ReplyText(String commandName, Function<Job, History> histories) {
        this.commandName = commandName;
        this.histories = histories;
        this.lookups = new LookupReplies(commandName, this::line);
    }

    /** @param manual the help text that a reply may ask for */
    public String of(Reply reply, String manual, Instant now) {
        if (reply instanceof Reply.Refused no) {
            return Wording.capitalised(Wording.sentences(
                    Mrkdwn.escapeForOne(no.what()),
                    Mrkdwn.escapeForOne(no.advice()),
                    "Nothing was launched, nothing touched."));
        }
        if (reply instanceof Reply.Accepted yes) {
            return "Job " + yes.job().label() + " is accepted: " + ref(yes.job())
                    + ". Its card follows here as soon as the host has been looked at. To stop it: "
                    + type("cancel " + yes.job().number()) + ".";
        }
        if (reply instanceof Reply.Outlook outlook) {
            return outlook(outlook);
        }
        if (reply instanceof Reply.Standing standing) {
            return standing(standing.lines(), now)
                    + standing.spotLeftAlone()
                            .map(open -> "\n" + CapacityLines.leftAlone(open) + ".")
                            .orElse("");
        }
        if (reply instanceof Reply.CancelAccepted cancel) {
            return "Job " + cancel.job().label() + " is being cancelled. "
                    + (cancel.job().state().holdsVolume()
                            ? "The volume comes home first; the thread says when."
                            : "Nothing had been launched.");
        }
        if (reply instanceof Reply.AlreadyOnTheWayHome home) {
            return "Job " + home.job().label() + " is already on the way home: "
                    + Wording.lowered(home.job().step().title()) + ". There is nothing to cancel any more.";
        }
        if (reply instanceof Reply.AlreadyOver over) {
            return "Job " + over.job().label() + " is over already: it " + outcome(over.job()) + ".";
        }
        if (reply instanceof Reply.StrayEnded stray) {
            return "Builder " + Mrkdwn.code(stray.instance()) + " is being terminated.";
        }
        if (reply instanceof Reply.Slots slots) {
            return SlotTable.of(slots, commandName, now);
        }
        if (reply instanceof Reply.Diagnosis diagnosis) {
            return DiagnosisText.of(diagnosis.report());
        }
        return DecisionReplies.of(reply, histories)
                .or(() -> HolderReplies.of(reply))
                .or(() -> lookups.of(reply, now))
                .orElse(manual);
    }

    /** What was wrong with a line, and what to type. */
    public String of(Parsed.NotUnderstood no) {
        return Wording.sentences(Mrkdwn.escape(no.what()), Mrkdwn.escape(no.advice()));
    }

    public String lookingAt(String ref) {
        return "Looking at " + Mrkdwn.code(ref) + " on the host…";
    }

    private String outlook(Reply.Outlook outlook) {
        BuildPlan plan = outlook.plan();
        String ladder = plan.ladder().stream().map(ReplyText::rung).collect(Collectors.joining(", then "));
        String approval = outlook.approvalReasons().isEmpty()
                ? "No approval would be needed."
                : "It would need approval: " + Mrkdwn.escape(String.join("; ", outlook.approvalReasons())) + ".";
        return "Dry run, nothing was started. " + Mrkdwn.code(outlook.ref()) + " would be built by "
                + Mrkdwn.code(plan.profile().name()) + " on volume "
                + Mrkdwn.code(plan.volume().name()) + ", "
                + plan.slot().map(slot -> "slot " + slot).orElse("in the slot that differs least")
                + (plan.clean() ? ", from scratch" : "") + ".\n*Builder:* " + ladder + ".\n*Expected:* "
                + Wording.duration(plan.estimate().expected()) + history(plan) + ".\n*Cost:* " + Money.before(plan)
                + " (" + Money.CAVEAT + ").\n" + approval + ChoiceTable.of(outlook.choices());
    }

    private static String history(BuildPlan plan) {
        return switch (plan.estimate().history()) {
            case 0 -> ", the profile's own guess: there is no history yet";
            case 1 -> ", from the last run";
            default -> ", from the last " + plan.estimate().history() + " runs";
        };
    }

    private static String rung(Rung rung) {
        return Mrkdwn.code(rung.label())
                + rung.hourly().map(hourly -> " at " + hourly + "/h").orElse(" (price unknown)");
    }

    private String standing(List<Reply.Standing.Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return "Nothing is running or queued. To begin: " + type("main") + ".";
        }
        return Lines.fit(lines.stream().map(line -> line(line, now)).toList(), MOST);
    }

    public String line(Reply.Standing.Line line, Instant now) {
        Job job = line.job();
        Snapshot view = new Snapshot(job, histories.apply(job), line.progress(), List.of());
        Standing standing = Standing.of(view, now);
        Optional<String> place = line.position().map(position -> "position " + position);
        return "*" + job.label() + "* " + ref(job) + " for "
                + Mrkdwn.user(job.request().requester()) + ": "
                + (place.isPresent() ? "queued, " + place.get() : standing.words());
    }

    private static String ref(Job job) {
        return Mrkdwn.code(job.request().options().ref());
    }

    private static String outcome(Job job) {
        return switch (job.state()) {
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "was cancelled";
            case QUEUED, AWAITING_APPROVAL, OUTBOUND, HOMEBOUND, NEEDS_ATTENTION ->
                throw new IllegalArgumentException("Job " + job.label() + " is not over");
        };
    }

    private String type(String words) {
        return "`" + commandName + " " + words + "`";
    }
}
