package dev.sojourn.slack.words;

import dev.sojourn.plan.Breach;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Period;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.util.Optional;

/** Caps in words. */
public final class CapWords {

    private static final String NOTHING = "Nothing was launched, nothing touched.";

    private CapWords() {}

    /** Which cap, what counts against it, what this build would add, when it frees, and who can raise it. */
    public static String refusal(Breach breach) {
        if (breach.kind() == Cap.Kind.JOB) {
            return "This build may cost " + breach.amount() + ", and no single one may cost more than " + breach.limit()
                    + " here. Take a smaller type with `--on`, or a lower `--cap`. " + raising(breach) + " " + NOTHING;
        }
        Budget budget = breach.budget();
        return "The hard cap on what " + what(budget) + " may cost is " + breach.limit() + ". "
                + counted(budget.spending()) + "; up to " + breach.amount() + " for this build would be "
                + breach.over() + " too much." + frees(budget) + " " + raising(breach) + " " + NOTHING;
    }

    /** The same beside a field of a form, which takes no markup. */
    public static String brief(Breach breach) {
        Spending spending = breach.budget().spending();
        return breach.kind() == Cap.Kind.JOB
                ? "No single build may cost more than " + breach.limit() + " here, and this one may cost "
                        + breach.amount() + "."
                : "Up to " + breach.amount() + " for this build would be " + breach.over() + " over a hard cap of "
                        + breach.limit() + " (" + breach.key() + "): " + spending.spent() + " is spent, "
                        + spending.promised() + " promised to builds under way.";
    }

    private static String raising(Breach breach) {
        return "Whoever runs Sojourn can raise it (" + Mrkdwn.code(breach.key()) + ").";
    }

    private static String frees(Budget budget) {
        String sooner = budget.spending().promised().equals(Usd.ZERO)
                ? ""
                : "; sooner, if builds under way end for less than is promised to them";
        return budget.frees()
                .map(at -> " All of it is free again " + Mrkdwn.date(at) + sooner + ".")
                .orElse("");
    }

    private static String counted(Spending spending) {
        return spending.promised().equals(Usd.ZERO)
                ? spending.spent() + " is spent"
                : spending.spent() + " is spent and " + spending.promised() + " promised to running and queued builds";
    }

    /** For example: the builds in this channel today. */
    private static String what(Budget budget) {
        Whose whose = budget.whose();
        String builds = whose.user()
                .map(user -> "the builds of " + Mrkdwn.user(user))
                .or(() -> whose.channel().map(channel -> "the builds in " + Mrkdwn.channel(channel)))
                .orElse("all builds");
        boolean day = budget.cap().kind().period().equals(Optional.of(Period.DAY));
        return builds + (day ? " of a day" : " of a month");
    }

    /** How far a cap is used up, as a sentence after others. */
    public static String used(Budget budget) {
        Cap cap = budget.cap();
        Spending spending = budget.spending();
        String limit = cap.hard()
                .map(hard -> " " + spending.total() + " of the cap of " + hard + " is used up")
                .orElseGet(() -> " " + spending.total() + " counts");
        String promised = spending.promised().equals(Usd.ZERO)
                ? ""
                : ", " + spending.promised() + " of it promised to builds under way";
        String soft = cap.soft()
                .map(from -> "; from " + from + " on builds need a yes")
                .orElse("");
        return limit + promised + soft + ".";
    }
}
