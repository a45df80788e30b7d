package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.Lines;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers to questions: queues, what is over, where volumes are, how a log ends, who watches. */
public final class LookupReplies {

    private final String commandName;
    private final BiFunction<Reply.Standing.Line, Instant, String> line;

    /** @param line a job and where it stands, in one line */
    public LookupReplies(String commandName, BiFunction<Reply.Standing.Line, Instant, String> line) {
        this.commandName = commandName;
        this.line = line;
    }

    /** Empty where the reply is none of these. */
    public Optional<String> of(Reply reply, Instant now) {
        if (reply instanceof Reply.Unanswered no) {
            return Optional.of(Wording.sentences(Mrkdwn.escape(no.what()), Mrkdwn.escape(no.advice())));
        }
        if (reply instanceof Reply.Queues queues) {
            List<String> lines = new ArrayList<>();
            queues.volumes().forEach(volume -> lines.addAll(queue(volume, now)));
            return Optional.of(Lines.fit(lines, ReplyText.MOST));
        }
        if (reply instanceof Reply.Past past) {
            return Optional.of(PastJobs.of(past, commandName));
        }
        if (reply instanceof Reply.Places places) {
            return Optional.of(Lines.fit(
                    places.volumes().stream().map(spot -> spot(spot, now)).toList(), ReplyText.MOST));
        }
        if (reply instanceof Reply.LogEnd log) {
            return Optional.of(log(log));
        }
        if (reply instanceof Reply.Spent spent) {
            return Optional.of(CostText.of(spent.report(), commandName));
        }
        if (reply instanceof Reply.Profiles profiles) {
            return Optional.of(ProfileList.of(profiles, commandName));
        }
        if (reply instanceof Reply.StillRunning running) {
            return Optional.of(line.apply(running.line(), now)
                    + "\nIt is not over yet, so it is not asked for again. `" + commandName + " watch "
                    + running.line().job().number() + "` has you told when it is; `" + commandName + " cancel "
                    + running.line().job().number() + "` stops it.");
        }
        if (reply instanceof Reply.QuietKept kept) {
            return Optional.of(QuietText.of(kept, commandName, now));
        }
        return watching(reply);
    }

    private Optional<String> watching(Reply reply) {
        if (reply instanceof Reply.Watching watching) {
            return Optional.of("You are told by direct message how job "
                    + watching.job().label() + " ends"
                    + (watching.already() ? ", as you were to be before" : "") + ". To stop that: `" + commandName
                    + " unwatch " + watching.job().number() + "`.");
        }
        if (reply instanceof Reply.NotWatching no) {
            return Optional.of(
                    no.watchedBefore()
                            ? "You are not told any more how job " + no.job().label() + " ends."
                            : "You were not watching job " + no.job().label() + ".");
        }
        return Optional.empty();
    }

    private List<String> queue(Reply.Queues.Waiting queue, Instant now) {
        List<String> lines = new ArrayList<>();
        String volume = "*Volume* " + Mrkdwn.code(queue.volume().name()) + ": ";
        lines.add(queue.present()
                .map(job -> volume + line.apply(job, now))
                .orElseGet(() -> volume + (queue.waiting().isEmpty() ? "free." : "free; the next begins at once.")));
        for (int at = 0; at < queue.waiting().size(); at++) {
            lines.add("      " + (at + 1) + ". " + asked(queue.waiting().get(at).job()));
        }
        for (Reply.Standing.Line job : queue.unapproved()) {
            lines.add("      – " + line.apply(job, now));
        }
        return lines;
    }

    private static String asked(Job job) {
        return "*" + job.label() + "* " + PastJobs.ref(job) + " for "
                + Mrkdwn.user(job.request().requester()) + ", since " + Mrkdwn.time(job.queuedAt());
    }

    private String spot(Reply.Places.Spot spot, Instant now) {
        WorkingVolume volume = spot.volume();
        return "*Volume* " + Mrkdwn.code(volume.name()) + " (" + Mrkdwn.code(volume.id()) + "): "
                + place(spot.place(), volume, spot.job().map(Reply.Standing.Line::job))
                + spot.job().map(job -> "\n      " + line.apply(job, now)).orElse("");
    }

    /** A sentence without its subject. */
    public static String place(Place place, WorkingVolume volume, Optional<Job> job) {
        if (place instanceof Place.Attached at) {
            boolean settled = at.state().equals("attached");
            String device = " as " + Mrkdwn.code(at.device()) + (settled ? "" : ", " + Mrkdwn.line(at.state(), 30));
            if (at.machine().equals(volume.host())) {
                return (settled ? "home, attached to its host " : "at its host ") + Mrkdwn.code(at.machine()) + device
                        + ".";
            }
            boolean ours = job.flatMap(Job::builder).equals(Optional.of(at.machine()));
            return (ours ? "on the builder " : "on another machine, ") + Mrkdwn.code(at.machine()) + device + ".";
        }
        if (place instanceof Place.Loose loose) {
            return "attached to nothing (" + Mrkdwn.code(loose.state()) + ")"
                    + (job.isPresent() ? ", on its way." : ".");
        }
        if (place instanceof Place.Untold untold) {
            return "EC2 does not say where it is: " + Wording.sentence(Mrkdwn.line(untold.why(), 100))
                    + " Ask again in a minute.";
        }
        return "EC2 knows no such volume.";
    }

    private static String log(Reply.LogEnd log) {
        Job job = log.job();
        String of = "*" + job.label() + "* " + PastJobs.ref(job);
        String whole = "whole log: " + Mrkdwn.code(Mrkdwn.cut(log.path(), 120)) + " on the volume, "
                + Wording.count(log.end().size(), "byte", "bytes");
        if (log.end().text().isBlank()) {
            return "The log of " + of + " is empty so far; " + whole + ".";
        }
        boolean sent = job.state().isTerminal();
        return "The end of the log of " + of + "; " + whole
                + (sent
                        ? job.build().isPresent() && job.build().get().passed()
                                ? ", and sent to you"
                                : ", and in its thread"
                        : "")
                + ".\n" + Mrkdwn.fence(last(log.end().text()), 2300);
    }

    /** The last lines that fit: what failed stands at the end. */
    private static String last(String text) {
        String plain = Mrkdwn.plain(text).strip();
        int from = Math.max(0, plain.length() - 2000);
        return from == 0 ? plain : plain.substring(plain.indexOf('\n', from) + 1);
    }
}
