package dev.sojourn.slack.listen;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.SlackApiException;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.form.AheadDialog;
import dev.sojourn.slack.form.DelegateDialog;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.WishWriter;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.note.ApprovalNotes;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.note.NoteButton;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.workspace.Inbox;
import dev.sojourn.slack.workspace.SlackFault;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buttons of the direct messages that ask for a yes; other presses are handed on. The press must come from the message
 * that this person was sent last; a stale one is answered, and its message shows what holds.
 */
public final class NotePresses implements BlockActionHandler {

    private static final String KIND = "note press";

    private static final Logger LOG = LoggerFactory.getLogger(NotePresses.class);

    private final Desk desk;
    private final JobStore store;
    private final CardIndex index;
    private final ApprovalNotes notes;
    private final JobForm denial;
    private final JobForm ahead;
    private final JobForm delegate;
    private final Answers answers;
    private final Intake intake;
    private final InstantSource clock;
    private final BlockActionHandler others;

    public NotePresses(
            Desk desk,
            JobStore store,
            CardIndex index,
            ApprovalNotes notes,
            JobForm denial,
            JobForm ahead,
            JobForm delegate,
            Answers answers,
            Intake intake,
            InstantSource clock,
            BlockActionHandler others) {
        this.desk = desk;
        this.store = store;
        this.index = index;
        this.notes = notes;
        this.denial = denial;
        this.ahead = ahead;
        this.delegate = delegate;
        this.answers = answers;
        this.intake = intake;
        this.clock = clock;
        this.others = others;
        intake.deals(KIND, this::deal);
    }

    @Override
    public Response apply(BlockActionRequest request, ActionContext context) throws IOException, SlackApiException {
        BlockActionPayload payload = request.getPayload();
        BlockActionPayload.Action action = payload.getActions().get(0);
        Optional<NoteButton> button = NoteButton.of(action.getActionId());
        if (button.isEmpty()) {
            return others.apply(request, context);
        }
        String channel = Objects.requireNonNullElse(payload.getContainer().getChannelId(), "");
        String ts = Objects.requireNonNullElse(payload.getContainer().getMessageTs(), "");
        String user = payload.getUser().getId();
        Answers.Asker asker = new Answers.Asker(
                new Caller(user, channel), Optional.empty(), Optional.ofNullable(payload.getResponseUrl()));
        String value = Objects.requireNonNullElse(action.getValue(), "");
        String trigger = Objects.requireNonNullElse(payload.getTriggerId(), "");
        // A form opens within three seconds or not at all: there is nothing to keep.
        if (button.get() != NoteButton.APPROVE) {
            answers.run(asker, () -> pressed(button.get(), value, asker, ts, trigger));
            return context.ack();
        }
        Wish wish = Wishes.of(KIND, trigger, asker, Map.of("message", ts, "value", value), clock.instant());
        if (intake.take(wish) == WishWriter.Kept.NOT) {
            answers.run(asker, () -> answers.say(asker, Wishes.NOT_TAKEN));
            return Inbox.NOT_TAKEN;
        }
        return context.ack();
    }

    private void deal(Wish wish) {
        pressed(
                NoteButton.APPROVE,
                Wishes.word(wish, "value"),
                Wishes.asker(wish, clock.instant()),
                Wishes.word(wish, "message"),
                "");
    }

    private void pressed(NoteButton button, String value, Answers.Asker asker, String ts, String trigger) {
        Caller caller = asker.caller();
        Optional<Job> job = number(value).flatMap(store::find);
        if (job.isEmpty() || !index.isNoteTo(caller.user(), job.get().number(), caller.channel(), ts)) {
            answers.say(asker, "This was asked before; the newest message about the job has the buttons that hold.");
            job.ifPresent(one -> drawAnew(one, caller.user()));
        } else if (job.get().state() != JobState.AWAITING_APPROVAL) {
            answers.say(asker, answers.text(new Reply.DecidedBefore(job.get())));
            drawAnew(job.get(), caller.user());
        } else {
            pressed(button, job.get(), asker, trigger);
        }
    }

    private void pressed(NoteButton button, Job job, Answers.Asker asker, String trigger) {
        switch (button) {
            case APPROVE -> {
                Reply reply = desk.approve(asker.caller(), job.number());
                if (!(reply instanceof Reply.Decided)) {
                    answers.say(asker, answers.text(reply));
                    drawAnew(job, asker.caller().user());
                }
            }
            case DENY -> denial.open(DenyDialog.view(job), asker, trigger, "Deny");
            case DELEGATE ->
                delegate.open(
                        DelegateDialog.view(
                                job, notes.others(job, asker.caller().user())),
                        asker,
                        trigger,
                        "Leave it to…");
            case AHEAD -> ahead.open(AheadDialog.view(job), asker, trigger, "Approve today up to…");
        }
    }

    private void drawAnew(Job job, String user) {
        try {
            notes.drawAnew(job.number(), user);
        } catch (SlackFault fault) {
            LOG.info("A message about job {} is not drawn anew: {}", job.number(), fault.getMessage());
        }
    }

    private static Optional<Long> number(String value) {
        return Objects.requireNonNullElse(value, "").matches("[0-9]{1,15}")
                ? Optional.of(Long.valueOf(value))
                : Optional.empty();
    }
}
