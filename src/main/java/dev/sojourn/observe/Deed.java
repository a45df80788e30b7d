package dev.sojourn.observe;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobState;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that somebody did about a build, or that came of it.
 *
 * @param name of a fixed list: asked, retried, approved, approved-earlier, approved-ahead, chose-smaller, tried-now,
 *     took-on-demand, denied, delegated, approval-expired, cancelled, wanted-time,
 *     ended-processes, chose-host, went-on, refused, and ended-succeeded, ended-failed, ended-cancelled
 * @param who Slack user; empty: nobody, it came so
 * @param from Slack channel where it was said; empty: the job's
 * @param detail a reason, a machine, another job: untrusted text
 */
record Deed(String name, Optional<String> who, Optional<String> from, String detail) {

    /** Empty for facts that are no one's doing and no end. */
    static Optional<Deed> of(Fact fact) {
        if (fact instanceof Fact.Submitted asked) {
            return Optional.of(by(asked.by(), asked.again().isPresent() ? "retried" : "asked")
                    .with(asked.again().map(job -> "#" + job + " once more").orElse("")));
        }
        if (fact instanceof Fact.Approved yes) {
            return Optional.of(by(yes.by(), yes.carriedOver() ? "approved-earlier" : "approved")
                    .at(yes.from()));
        }
        if (fact instanceof Fact.ApprovedAhead yes) {
            return Optional.of(by(yes.by(), "approved-ahead")
                    .with(String.join(" ", yes.types()) + ", up to " + yes.limit() + ", until " + yes.until()));
        }
        if (fact instanceof Fact.Lowered lowered) {
            return Optional.of(
                    by(lowered.by(), "chose-smaller").with(lowered.first().label()));
        }
        if (fact instanceof Fact.TriedNow tried) {
            return Optional.of(by(tried.by(), "tried-now"));
        }
        if (fact instanceof Fact.TookOnDemand took) {
            return Optional.of(by(took.by(), "took-on-demand").with(took.first().label() + ", up to " + took.cap()));
        }
        if (fact instanceof Fact.Denied no) {
            return Optional.of(by(no.by(), "denied").at(no.from()).with(no.reason()));
        }
        if (fact instanceof Fact.Delegated on) {
            return Optional.of(by(on.by(), "delegated").with("to " + on.to()));
        }
        if (fact instanceof Fact.ApprovalExpired) {
            return Optional.of(nobody("approval-expired"));
        }
        if (fact instanceof Fact.CancelAsked cancel) {
            return Optional.of(by(cancel.by(), "cancelled").at(cancel.from()));
        }
        if (fact instanceof Fact.Refused refused) {
            return Optional.of(nobody("refused").with(refused.reason()));
        }
        if (fact instanceof Fact.Ended ended) {
            return Optional.of(nobody("ended-" + word(ended.outcome())));
        }
        return atTheHost(fact);
    }

    private static Optional<Deed> atTheHost(Fact fact) {
        if (fact instanceof Fact.HeldLonger wait) {
            return Optional.of(by(wait.by(), "wanted-time").with("until " + wait.until()));
        }
        if (fact instanceof Fact.HoldersStopped stopped) {
            return Optional.of(new Deed(
                    "ended-processes",
                    stopped.by(),
                    Optional.empty(),
                    stopped.targets().size() + " processes, " + stopped.left() + " left"));
        }
        if (fact instanceof Fact.HostChosen chosen) {
            return Optional.of(by(chosen.by(), "chose-host").with(chosen.host()));
        }
        return fact instanceof Fact.AttentionOver over ? over.by().map(who -> by(who, "went-on")) : Optional.empty();
    }

    private static Deed by(String who, String name) {
        return new Deed(name, Optional.of(who), Optional.empty(), "");
    }

    private static Deed nobody(String name) {
        return new Deed(name, Optional.empty(), Optional.empty(), "");
    }

    private Deed at(Optional<String> channel) {
        return new Deed(name, who, channel, detail);
    }

    private Deed with(String words) {
        return new Deed(name, who, from, words);
    }

    private static String word(JobState outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
