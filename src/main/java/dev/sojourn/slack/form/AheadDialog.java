package dev.sojourn.slack.form;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.numberInput;

import com.slack.api.model.view.View;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.words.Mrkdwn;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks up to how much builds like this one need no other yes for a day. */
public final class AheadDialog {

    public static final String CALLBACK = "sojourn-ahead";

    /** How many builds like this one are proposed. */
    private static final int PROPOSED = 4;

    private AheadDialog() {}

    public static View view(Job job) {
        BuildPlan plan = job.request().plan();
        String types = plan.ladder().stream()
                .map(rung -> Mrkdwn.code(rung.type().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        String proposed = plan.cap()
                .times(PROPOSED)
                .dollars()
                .setScale(2, RoundingMode.UP)
                .toPlainString();
        return JobForm.view(
                CALLBACK,
                job,
                "Approve for today",
                "Approve",
                "Approves job " + job.label() + ", and for the next 24 hours every build on volume "
                        + Mrkdwn.code(plan.volume().name()) + " with " + types
                        + ", whoever asks for it and whatever the commit, until together they may have cost so much."
                        + " Your Home tab ends it earlier.",
                input(block -> block.blockId(JobForm.LINE)
                        .label(plainText("Up to, in US dollars"))
                        .hint(plainText("Every build counts with its whole cap while it runs, this kind with "
                                + plan.cap() + ", and with what it cost once it is over."))
                        .element(numberInput(number -> number.actionId(JobForm.LINE)
                                .decimalAllowed(true)
                                .minValue("0.01")
                                .initialValue(proposed)))));
    }

    /** What is wrong with what was entered; empty: nothing that can be seen without asking. */
    public static Optional<String> complaint(String line) {
        return line.matches("[0-9]{1,6}(\\.[0-9]{1,2})?")
                ? Optional.empty()
                : Optional.of("An amount of US dollars, as in 20.00.");
    }

    public static Reply sent(Desk desk, Caller caller, long job, String line) {
        return desk.approveAhead(caller, job, Usd.of(line));
    }
}
