package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Standing;
import dev.sojourn.slack.words.CapWords;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.Optional;
import java.util.function.Function;

/** Replies to a yes, a no, and to what makes one unnecessary. */
public final class DecisionReplies {

    private DecisionReplies() {}

    public static Optional<String> of(Reply reply, Function<Job, History> histories) {
        if (reply instanceof Reply.Decided decided) {
            return Optional.of("Job " + decided.job().label()
                    + (decided.approved() ? " is approved; it starts when its turn comes." : " is denied."));
        }
        if (reply instanceof Reply.DecidedAhead ahead) {
            return Optional.of("Job " + ahead.job().label()
                    + " is approved, and builds like it need no other yes until " + Mrkdwn.date(ahead.until())
                    + ", up to " + ahead.limit() + " in all. Your Home tab ends that earlier.");
        }
        if (reply instanceof Reply.AheadEnded ended) {
            return Optional.of("From now on every build needs a yes of its own again; the one given at the request of #"
                    + ended.job() + " is over. Builds that began with it go on.");
        }
        if (reply instanceof Reply.Delegated on) {
            return Optional.of("The decision on job " + on.job().label() + " is left to " + Mrkdwn.user(on.to())
                    + ", who is told at once.");
        }
        if (reply instanceof Reply.Lowered lowered) {
            return Optional.of("Job " + lowered.job().label() + " runs on "
                    + Mrkdwn.code(lowered.job().request().plan().first().label())
                    + ", which needs no approval; it starts when its turn comes.");
        }
        if (reply instanceof Reply.AskedAnew anew) {
            return Optional.of(
                    "Not yet approved: by now a yes to job " + anew.job().label()
                            + " is one to more than was said. "
                            + Wording.capitalised(Mrkdwn.escape(String.join("; ", anew.reasons())))
                            + ". Press again if it is a yes all the same.");
        }
        if (reply instanceof Reply.OverCap over) {
            return Optional.of(CapWords.refusal(over.breach()));
        }
        if (reply instanceof Reply.TryingNow trying) {
            return Optional.of("Job " + trying.job().label()
                    + " is trying its whole ladder now; the thread says what came of it.");
        }
        if (reply instanceof Reply.OnDemand taken) {
            return Optional.of("Job " + taken.job().label() + " takes a builder on demand"
                    + (taken.asks() ? ", once somebody else has agreed: it is asked for on the card." : "."));
        }
        if (reply instanceof Reply.WaitsNoMore waits) {
            return Optional.of("Job " + waits.job().label()
                    + " does not wait for a builder now, so there is nothing to do. The card shows where it is.");
        }
        return reply instanceof Reply.DecidedBefore before
                ? Optional.of("Job " + before.job().label() + " was decided before: "
                        + decided(before.job(), histories.apply(before.job())) + ". The card shows what holds.")
                : Optional.empty();
    }

    private static String decided(Job job, History history) {
        Optional<Fact.Denied> denied = history.last(Fact.Denied.class);
        if (denied.isPresent()) {
            return "denied by " + Mrkdwn.user(denied.get().by())
                    + Standing.reason(denied.get().reason());
        }
        if (history.last(Fact.ApprovalExpired.class).isPresent()) {
            return "nobody answered in time";
        }
        return history.last(Fact.Lowered.class)
                .map(lowered -> Mrkdwn.user(lowered.by()) + " chose a machine that needs no approval")
                .or(() -> job.approval().map(yes -> "approved by " + Mrkdwn.user(yes.by())))
                .orElse("nobody's yes is needed any more");
    }
}
