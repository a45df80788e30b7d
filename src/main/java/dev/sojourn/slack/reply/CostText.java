package dev.sojourn.slack.reply;

import dev.sojourn.job.CostReport;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.job.Span;
import dev.sojourn.plan.S3Copy;
import dev.sojourn.slack.words.Lines;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What builders cost, in words: the sum, whose it was, how good the estimates were, and what else it might have cost. */
public final class CostText {

    private static final int SHARES = 6;

    private CostText() {}

    public static String of(CostReport report, String commandName) {
        List<String> lines = new ArrayList<>();
        lines.add("*Cost of " + report.span().words() + "*, since " + Mrkdwn.date(report.from()) + ": " + sum(report));
        lines.add(alive(report));
        if (report.unpriced() > 0) {
            lines.add("Nobody knows the price of " + Wording.count(report.unpriced(), "builder", "builders") + ", so "
                    + (report.unpriced() == 1 ? "it is" : "they are") + " in no sum here.");
        }
        if (report.lost().builders() > 0) {
            lines.add(Wording.count(report.lost().builders(), "builder", "builders")
                    + " did not see the end of a build, and cost "
                    + report.lost().cost() + " of it.");
        }
        share("By person", report.people(), Mrkdwn::user, lines);
        share("By profile", report.profiles(), Mrkdwn::code, lines);
        share("By channel", report.channels(), CostText::place, lines);
        said(report.said(), lines);
        comparisons(report, lines);
        lines.add(Wording.capitalised(Money.CAVEAT) + ". Job by job: `" + commandName + " cost "
                + report.span().name().toLowerCase(Locale.ROOT) + " csv`.");
        return Lines.fit(lines, ReplyText.MOST);
    }

    /** For a channel: no names in it, so nobody is called. */
    public static String week(CostReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("*Builds of " + report.span().words() + ":* " + sum(report) + " " + alive(report));
        comparisons(report, lines);
        lines.add(Wording.capitalised(Money.CAVEAT) + ".");
        return Lines.fit(lines, ReplyText.MOST);
    }

    private static String sum(CostReport report) {
        if (report.builders() == 0) {
            return "nothing, no builder was launched.";
        }
        return report.spent() + " for " + Wording.count(report.jobs(), "job", "jobs") + " on "
                + Wording.count(report.builders(), "builder", "builders") + ".";
    }

    private static String alive(CostReport report) {
        return "Builders alive now: " + report.alive().builders()
                + (report.alive().builders() == 0
                        ? "."
                        : ", at " + report.alive().hourly() + " an hour.");
    }

    private static void share(String title, List<Share> shares, UnaryOperator<String> name, List<String> lines) {
        if (shares.isEmpty()) {
            return;
        }
        String more = shares.size() > SHARES ? " and " + Wording.count(shares.size() - SHARES) + " more" : "";
        lines.add(shares.stream()
                .limit(SHARES)
                .map(share -> name.apply(share.name()) + " " + share.cost() + " ("
                        + Wording.count(share.jobs(), "job", "jobs") + ")")
                .collect(Collectors.joining(", ", "*" + title + ":* ", more)));
    }

    /** Where a job was asked for: in a channel, or by direct message to the bot. */
    private static String place(String channel) {
        return channel.startsWith("D") ? "direct messages" : Mrkdwn.channel(channel);
    }

    private static void said(CostReport.Said said, List<String> lines) {
        if (said.jobs() > 0) {
            lines.add("*Said and came:* " + said.low() + "–" + said.high() + " was said of "
                    + Wording.count(said.jobs(), "job", "jobs") + " that ended, and " + said.actual() + " came of it; "
                    + (said.within() == said.jobs()
                            ? "none of them was dearer than said."
                            : Wording.count(said.within()) + " of them cost no more than was said."));
        }
    }

    private static void comparisons(CostReport report, List<String> lines) {
        report.leftOn()
                .ifPresent(big -> lines.add("*Left on instead:* one "
                        + Mrkdwn.code(big.type().name()) + " that is never switched off would have been " + big.cost()
                        + (report.span() == Span.MONTH ? " so far." : ".")));
        report.copying().ifPresent(copy -> lines.add(copying(copy)));
    }

    private static String copying(S3Copy copy) {
        return "*Copied through S3 instead:* " + Wording.count(copy.trees(), "tree", "trees") + " of about "
                + Wording.gib(copy.mib() / copy.trees()) + " there and back would have added about "
                + Wording.duration(copy.time()) + " of waiting in all and " + copy.money()
                + " (a model, not a measurement: docs/cost.md).";
    }
}
