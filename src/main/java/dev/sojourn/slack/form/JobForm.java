package dev.sojourn.slack.form;

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
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.job.Job;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.WishWriter;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A form with one line to fill in about a job. Whether somebody may is asked for when it is sent, not when it is opened. */
public final class JobForm implements ViewSubmissionHandler {

    /** Name of the line's block, and of its element. */
    static final String LINE = "line";

    private static final String JOB = "job";

    private final Workspace workspace;
    private final Answers answers;
    private final Intake intake;
    private final String kind;
    private final Sent sent;
    private final InstantSource clock;
    private final Function<String, Optional<String>> complaint;

    /** @param callback which form it is */
    public JobForm(
            Workspace workspace, Answers answers, Intake intake, String callback, Sent sent, InstantSource clock) {
        this(workspace, answers, intake, callback, sent, clock, line -> Optional.empty());
    }

    /** @param complaint what is wrong with the line, shown beside it; the form stays open then */
    public JobForm(
            Workspace workspace,
            Answers answers,
            Intake intake,
            String callback,
            Sent sent,
            InstantSource clock,
            Function<String, Optional<String>> complaint) {
        this.workspace = workspace;
        this.answers = answers;
        this.intake = intake;
        this.kind = "form " + callback;
        this.sent = sent;
        this.clock = clock;
        this.complaint = complaint;
        intake.deals(kind, this::deal);
    }

    /** @param button what was pressed, to be pressed again where the form does not open */
    public void open(View view, Answers.Asker asker, String trigger, String button) {
        try {
            workspace.openDialog(trigger, view);
        } catch (SlackFault fault) {
            answers.say(
                    asker,
                    "The form did not open (" + Mrkdwn.line(fault.getMessage(), 200) + "). Press *" + button
                            + "* again.");
        }
    }

    public static View view(String callback, Job job, String title, String submit, String about, InputBlock line) {
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
            String line = line(view.getState());
            Optional<String> wrong = complaint.apply(line);
            if (wrong.isPresent()) {
                return context.ackWithErrors(Map.of(LINE, wrong.get()));
            }
            Wish wish = Wishes.of(
                    kind,
                    request.getPayload().getTriggerId(),
                    new Answers.Asker(caller, Optional.empty(), Optional.empty()),
                    Map.of(JOB, kept[0], LINE, line),
                    clock.instant());
            if (intake.take(wish) == WishWriter.Kept.NOT) {
                return context.ackWithErrors(Map.of(LINE, Wishes.NOT_TAKEN));
            }
        }
        return context.ack();
    }

    private void deal(Wish wish) {
        Answers.Asker asker = Wishes.asker(wish, clock.instant());
        long job = Long.parseLong(Wishes.word(wish, JOB));
        answers.say(asker, answers.text(sent.by(asker.caller(), job, Wishes.word(wish, LINE))));
    }

    private static String line(ViewState state) {
        if (state == null || state.getValues() == null) {
            return "";
        }
        ViewState.Value value = state.getValues().getOrDefault(LINE, Map.of()).get(LINE);
        return value == null
                ? ""
                : Stream.of(Optional.ofNullable(value.getValue()), Optional.ofNullable(value.getSelectedUser()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("")
                        .strip();
    }

    /** What is done with what was filled in. */
    public interface Sent {
        Reply by(Caller caller, long job, String line);
    }
}
