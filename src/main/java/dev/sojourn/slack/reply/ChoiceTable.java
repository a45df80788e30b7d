package dev.sojourn.slack.reply;

import dev.sojourn.plan.Market;
import dev.sojourn.plan.WhatIf;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.List;

/** Machine types side by side, with what a build would take and cost on each. */
final class ChoiceTable {

    private static final String LINE = "%-18s %-9s %9s  %s";

    /** Rows beyond this fill a screen and help nobody to choose. */
    private static final int MOST = 12;

    private ChoiceTable() {}

    /** Empty where there is nothing to compare. */
    static String of(List<WhatIf> choices) {
        if (choices.size() < 2) {
            return "";
        }
        StringBuilder table = new StringBuilder("\n*Side by side:*\n```\n");
        table.append(LINE.formatted("type", "market", "time", "cost")).append('\n');
        choices.stream()
                .limit(MOST)
                .forEach(choice -> table.append(line(choice)).append('\n'));
        table.append("```");
        if (choices.stream().anyMatch(choice -> choice.rung().market() == Market.SPOT)) {
            table.append(
                    "\nA spot machine may be taken back in mid-build. What was built is on the volume then, and the build goes"
                            + " on with the next machine.");
        }
        return table.toString();
    }

    private static String line(WhatIf choice) {
        return LINE.formatted(
                Mrkdwn.cut(Mrkdwn.plain(choice.rung().type().name()), 18),
                choice.rung().market() == Market.SPOT ? "spot" : "on demand",
                Wording.duration(choice.estimate().expected()),
                choice.estimate().priced() ? choice.estimate().range() : "price unknown");
    }
}
