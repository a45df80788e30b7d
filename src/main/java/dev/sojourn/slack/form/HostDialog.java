package dev.sojourn.slack.form;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;

import com.slack.api.model.view.View;
import dev.sojourn.job.Job;
import dev.sojourn.slack.words.Mrkdwn;
import java.util.Optional;

/** Asks for the machine that a volume is brought to, because its host is terminated. */
public final class HostDialog {

    public static final String CALLBACK = "sojourn-new-host";

    private HostDialog() {}

    /** What is wrong with what was entered; empty: it looks like the id of an instance. */
    public static Optional<String> complaint(String line) {
        return line.matches("i-[0-9a-f]{8,17}")
                ? Optional.empty()
                : Optional.of("The id of an instance, as in i-0123456789abcdef0.");
    }

    public static View view(Job job) {
        return JobForm.view(
                CALLBACK,
                job,
                "New host for job " + job.label(),
                "Bring it there",
                "The host " + Mrkdwn.code(job.host()) + " is terminated. Volume "
                        + Mrkdwn.code(job.request().plan().volume().name()) + " (" + Mrkdwn.code(job.volume())
                        + ") is attached to the instance that you name, and mounted there.",
                input(block -> block.blockId(JobForm.LINE)
                        .label(plainText("Instance"))
                        .hint(plainText("A running one in the same zone, with the Systems Manager agent."))
                        .element(plainTextInput(text -> text.actionId(JobForm.LINE)
                                .placeholder(plainText("i-0123456789abcdef0"))
                                .maxLength(30)
                                .multiline(false)))));
    }
}
