package dev.sojourn.slack;

import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.handler.builtin.ViewSubmissionHandler;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import com.slack.api.model.view.Views;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A form with one line to fill in about a job. Whether somebody may is asked for when it is sent, not when it is opened. */
final class JobForm implements ViewSubmissionHandler {

    /** Name of the line's block, and of its element. */
    static final String LINE = "line";

    private final Workspace workspace;
    private final Answers answers;
    private final Sent sent;
    private final Function<String, Optional<String>> complaint;

    JobForm(Workspace workspace, Answers answers, Sent sent) {
        this(workspace, answers, sent, line -> Optional.empty());
    }

    /** @param complaint what is wrong with the line, shown beside it; the form stays open then */
    JobForm(Workspace workspace, Answers answers, Sent sent, Function<String, Optional<String>> complaint) {
        this.workspace = workspace;
        this.answers = answers;
        this.sent = sent;
        this.complaint = complaint;
    }

    /** @param button what was pressed, to be pressed again where the form does not open */
    void open(View view, Answers.Asker asker, String trigger, String button) {
        try {
            workspace.openDialog(trigger, view);
        } catch (SlackFault fault) {
            answers.say(
                    asker,
                    "The form did not open (" + Mrkdwn.line(fault.getMessage(), 200) + "). Press *" + button
                            + "* again.");
        }
    }

    static View view(String callback, Job job, String title, String submit, String about, InputBlock line) {
        return Views.view(view -> view.type("modal")
                .callbackId(callback)
                .privateMetadata(job.number() + " " + job.request().channel())
                .title(Views.viewTitle(words -> words.type("plain_text").text(Mrkdwn.cut(title, 24))))
                .submit(Views.viewSubmit(words -> words.type("plain_text").text(submit)))
                .close(Views.viewClose(words -> words.type("plain_text").text("Not now")))
                .blocks(List.of(section(block -> block.text(markdownText(about))), line)));
    }

    @Override
    public Response apply(ViewSubmissionRequest request, ViewSubmissionContext context) {
        View view = request.getPayload().getView();
        String[] kept =
                Objects.requireNonNullElse(view.getPrivateMetadata(), "").split(" ");
        if (kept.length == 2 && kept[0].matches("[0-9]{1,15}")) {
            Caller caller = new Caller(request.getPayload().getUser().getId(), kept[1]);
            long job = Long.parseLong(kept[0]);
            String line = line(view.getState());
            Optional<String> wrong = complaint.apply(line);
            if (wrong.isPresent()) {
                return context.ackWithErrors(Map.of(LINE, wrong.get()));
            }
            answers.later(
                    new Answers.Asker(caller, Optional.empty(), Optional.empty()), () -> sent.by(caller, job, line));
        }
        return context.ack();
    }

    private static String line(ViewState state) {
        if (state == null || state.getValues() == null) {
            return "";
        }
        ViewState.Value value = state.getValues().getOrDefault(LINE, Map.of()).get(LINE);
        return value == null
                ? ""
                : Objects.requireNonNullElse(value.getValue(), "").strip();
    }

    /** What is done with what was filled in. */
    interface Sent {
        Reply by(Caller caller, long job, String line);
    }
}
