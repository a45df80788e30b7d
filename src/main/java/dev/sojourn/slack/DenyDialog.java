package dev.sojourn.slack;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;

import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.handler.builtin.ViewSubmissionHandler;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.Views;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Desk;
import dev.sojourn.job.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks for the reason of a denial. The right to deny is asked for when it is sent, not when it is opened. */
final class DenyDialog implements ViewSubmissionHandler {

    static final String CALLBACK = "sojourn-deny";
    private static final String REASON = "reason";

    private final Workspace workspace;
    private final Desk desk;
    private final Answers answers;

    DenyDialog(Workspace workspace, Desk desk, Answers answers) {
        this.workspace = workspace;
        this.desk = desk;
        this.answers = answers;
    }

    void open(Job job, Answers.Asker asker, String trigger) {
        try {
            workspace.openDialog(trigger, view(job));
        } catch (SlackFault fault) {
            answers.say(
                    asker, "The form did not open (" + Mrkdwn.line(fault.getMessage(), 200) + "). Press *Deny* again.");
        }
    }

    static View view(Job job) {
        return Views.view(view -> view.type("modal")
                .callbackId(CALLBACK)
                .privateMetadata(job.number() + " " + job.request().channel())
                .title(Views.viewTitle(title -> title.type("plain_text").text("Deny job " + job.label())))
                .submit(Views.viewSubmit(submit -> submit.type("plain_text").text("Deny")))
                .close(Views.viewClose(close -> close.type("plain_text").text("Not now")))
                .blocks(List.of(
                        section(block -> block.text(
                                markdownText(Mrkdwn.user(job.request().requester()) + " asked for "
                                        + Mrkdwn.code(job.request().options().ref()) + ": "
                                        + Money.before(job.request().plan()) + "."))),
                        input(block -> block.blockId(REASON)
                                .label(plainText("Why"))
                                .optional(true)
                                .hint(plainText("The requester reads it in the thread."))
                                .element(plainTextInput(text ->
                                        text.actionId(REASON).maxLength(300).multiline(false)))))));
    }

    @Override
    public Response apply(ViewSubmissionRequest request, ViewSubmissionContext context) {
        View view = request.getPayload().getView();
        String[] kept =
                Objects.requireNonNullElse(view.getPrivateMetadata(), "").split(" ");
        if (kept.length == 2 && kept[0].matches("[0-9]{1,15}")) {
            Caller caller = new Caller(request.getPayload().getUser().getId(), kept[1]);
            long job = Long.parseLong(kept[0]);
            String reason = reason(view.getState());
            answers.later(
                    new Answers.Asker(caller, Optional.empty(), Optional.empty()),
                    () -> desk.deny(caller, job, reason));
        }
        return context.ack();
    }

    private static String reason(ViewState state) {
        if (state == null || state.getValues() == null) {
            return "";
        }
        ViewState.Value value = state.getValues().getOrDefault(REASON, Map.of()).get(REASON);
        return value == null
                ? ""
                : Objects.requireNonNullElse(value.getValue(), "").strip();
    }
}
