package dev.sojourn.slack.form;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;

import com.slack.api.model.view.View;
import dev.sojourn.job.Job;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;

/** Asks for the reason of a denial. */
public final class DenyDialog {

    public static final String CALLBACK = "sojourn-deny";

    private DenyDialog() {}

    public static View view(Job job) {
        return JobForm.view(
                CALLBACK,
                job,
                "Deny job " + job.label(),
                "Deny",
                Mrkdwn.user(job.request().requester()) + " asked for "
                        + Mrkdwn.code(job.request().options().ref()) + ": "
                        + Money.before(job.request().plan()) + ".",
                input(block -> block.blockId(JobForm.LINE)
                        .label(plainText("Why"))
                        .optional(true)
                        .hint(plainText("The requester reads it in the thread."))
                        .element(plainTextInput(text ->
                                text.actionId(JobForm.LINE).maxLength(300).multiline(false)))));
    }
}
