package dev.sojourn.slack.listen;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.SlackApiException;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.form.BuildForm;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.FormListener;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.home.HomeBoard;
import dev.sojourn.slack.home.HomeButton;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.WishWriter;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.workspace.Inbox;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Presses and choices on the Home tab and in forms; those in messages are handed on. */
public final class ViewPresses implements BlockActionHandler {

    private static final String KIND = "home press";

    private final Desk desk;
    private final JobStore store;
    private final FormListener form;
    private final JobForm denial;
    private final HomeBoard home;
    private final Answers answers;
    private final Intake intake;
    private final InstantSource clock;
    private final BlockActionHandler messages;

    public ViewPresses(
            Desk desk,
            JobStore store,
            FormListener form,
            JobForm denial,
            HomeBoard home,
            Answers answers,
            Intake intake,
            InstantSource clock,
            BlockActionHandler messages) {
        this.desk = desk;
        this.store = store;
        this.form = form;
        this.denial = denial;
        this.home = home;
        this.answers = answers;
        this.intake = intake;
        this.clock = clock;
        this.messages = messages;
        intake.deals(KIND, this::deal);
    }

    @Override
    public Response apply(BlockActionRequest request, ActionContext context) throws IOException, SlackApiException {
        BlockActionPayload payload = request.getPayload();
        if (payload.getView() == null) {
            return messages.apply(request, context);
        }
        if (BuildForm.CALLBACK.equals(payload.getView().getCallbackId())) {
            form.picked(payload);
        } else {
            BlockActionPayload.Action action = payload.getActions().get(0);
            Optional<HomeButton> button = HomeButton.of(action.getActionId());
            if (button.isPresent() && !pressed(button.get(), action, payload)) {
                return Inbox.NOT_TAKEN;
            }
        }
        return context.ack();
    }

    /** Whether it is taken. */
    private boolean pressed(HomeButton button, BlockActionPayload.Action action, BlockActionPayload payload) {
        String user = payload.getUser().getId();
        String trigger = Objects.requireNonNullElse(payload.getTriggerId(), "");
        String value = Objects.requireNonNullElse(action.getValue(), "");
        Answers.Asker nowhere = new Answers.Asker(new Caller(user, ""), Optional.empty(), Optional.empty());
        // An expression: a button that is added is missed by the compiler, not by the person who presses it.
        return switch (button) {
            case NEW -> {
                form.open(nowhere, trigger);
                yield true;
            }
            case DENY -> {
                answers.run(nowhere, () -> pressed(button, value, user, trigger));
                yield true;
            }
            case APPROVE, CANCEL, END_AHEAD -> {
                Wish wish = Wishes.of(
                        KIND, trigger, nowhere, Map.of("action", button.action(), "value", value), clock.instant());
                boolean taken = intake.take(wish) != WishWriter.Kept.NOT;
                if (!taken) {
                    answers.run(nowhere, () -> home.say(user, Wishes.NOT_TAKEN));
                }
                yield taken;
            }
        };
    }

    private void deal(Wish wish) {
        HomeButton.of(Wishes.word(wish, "action"))
                .ifPresent(button -> pressed(button, Wishes.word(wish, "value"), Wishes.word(wish, "user"), ""));
    }

    private void pressed(HomeButton button, String value, String user, String trigger) {
        Optional<Job> job = number(value).flatMap(store::find);
        if (job.isPresent()) {
            pressed(button, job.get(), user, trigger);
        } else {
            home.say(user, "There is no such job.");
        }
    }

    private void pressed(HomeButton button, Job job, String user, String trigger) {
        Caller caller = new Caller(user, job.request().channel());
        switch (button) {
            case APPROVE -> say(user, desk.approve(caller, job.number()));
            case CANCEL -> say(user, desk.handle(caller, new Command.Cancel(Optional.of(job.number()))));
            case DENY ->
                denial.open(
                        DenyDialog.view(job),
                        new Answers.Asker(caller, Optional.empty(), Optional.empty()),
                        trigger,
                        "Deny");
            case END_AHEAD -> say(user, desk.endAhead(caller, job.number()));
            case NEW -> throw new IllegalStateException("A new build is of no job");
        }
    }

    private void say(String user, Reply reply) {
        home.say(user, answers.text(reply));
    }

    private static Optional<Long> number(String value) {
        return value.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }
}
