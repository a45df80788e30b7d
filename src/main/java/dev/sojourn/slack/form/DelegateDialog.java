package dev.sojourn.slack.form;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.usersSelect;

import com.slack.api.model.view.View;
import dev.sojourn.job.Job;
import dev.sojourn.slack.words.Mrkdwn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks whom a yes or no is left to. */
public final class DelegateDialog {

    public static final String CALLBACK = "sojourn-delegate";

    private static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{2,40}");

    private DelegateDialog() {}

    /** @param others who may decide on it, whoever presses left out */
    public static View view(Job job, List<String> others) {
        String names = others.isEmpty()
                ? "Nobody else may decide on it."
                : others.stream().limit(20).map(Mrkdwn::user).collect(Collectors.joining(", ", "", " may."));
        return JobForm.view(
                CALLBACK,
                job,
                "Leave it to another",
                "Hand on",
                "Job " + job.label() + ", "
                        + Mrkdwn.code(Mrkdwn.cut(job.request().options().ref(), 100)) + " for "
                        + Mrkdwn.user(job.request().requester())
                        + ", is decided by somebody else then, who is told at once. " + names,
                input(block -> block.blockId(JobForm.LINE)
                        .label(plainText("Who decides"))
                        .element(usersSelect(people -> people.actionId(JobForm.LINE)))));
    }

    /** What is wrong with what was chosen; empty: nothing that can be seen without the job. */
    public static Optional<String> complaint(String chosen, Supplier<List<String>> approvers) {
        if (!PERSON.matcher(chosen).matches()) {
            return Optional.of("Choose a person.");
        }
        return approvers.get().contains(chosen)
                ? Optional.empty()
                : Optional.of("That person may not approve builds. The line above says who may.");
    }
}
