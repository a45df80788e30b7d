package dev.sojourn.slack.listen;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.HostDialog;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.WishWriter;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.note.AskButton;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.note.StrayNote;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.workspace.Inbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The buttons of cards and of lines below them, of refusals, and of questions to those in the tree. The click must come from the message that we know
 * to be the job's; everything else about the job is asked of the store, and the right to press of the desk. A click is written
 * down before it is acknowledged.
 */
public final class ButtonListener implements BlockActionHandler {

    private static final String KIND = "click";

    /** Also on a line of the job's thread. */
    private static final Set<Button> IN_THREADS = Set.of(Button.TRY_NOW, Button.ON_DEMAND, Button.CANCEL);

    private static final Set<Button> FORMS = Set.of(Button.DENY, Button.NEW_HOST);

    private final Desk desk;
    private final BiFunction<Caller, String, Reply> endStray;
    private final JobStore store;
    private final CardIndex cards;
    private final JobForm denial;
    private final JobForm newHost;
    private final Answers answers;
    private final Intake intake;
    private final InstantSource clock;

    public ButtonListener(
            Desk desk,
            BiFunction<Caller, String, Reply> endStray,
            JobStore store,
            CardIndex cards,
            JobForm denial,
            JobForm newHost,
            Answers answers,
            Intake intake,
            InstantSource clock) {
        this.desk = desk;
        this.endStray = endStray;
        this.store = store;
        this.cards = cards;
        this.denial = denial;
        this.newHost = newHost;
        this.answers = answers;
        this.intake = intake;
        this.clock = clock;
        intake.deals(KIND, wish -> pressed(Press.read(wish, clock.instant())));
    }

    @Override
    public Response apply(BlockActionRequest request, ActionContext context) {
        BlockActionPayload payload = request.getPayload();
        BlockActionPayload.Action action = payload.getActions().get(0);
        String channel = Objects.requireNonNullElse(payload.getContainer().getChannelId(), "");
        String ts = Objects.requireNonNullElse(payload.getContainer().getMessageTs(), "");
        Answers.Asker asker = new Answers.Asker(
                new Caller(payload.getUser().getId(), channel),
                Optional.empty(),
                Optional.ofNullable(payload.getResponseUrl()));
        Press press = new Press(
                asker,
                channel,
                ts,
                Objects.requireNonNullElse(payload.getContainer().getThreadTs(), ""),
                Objects.requireNonNullElse(action.getActionId(), ""),
                Objects.requireNonNullElse(action.getValue(), ""),
                Objects.requireNonNullElse(payload.getTriggerId(), ""));
        // A form opens within three seconds or not at all: there is nothing to keep.
        if (Button.of(press.action()).filter(FORMS::contains).isPresent()) {
            answers.run(asker, () -> pressed(press));
        } else if (intake.take(press.written(clock.instant())) == WishWriter.Kept.NOT) {
            answers.run(asker, () -> answers.say(asker, Wishes.NOT_TAKEN));
            return Inbox.NOT_TAKEN;
        }
        return context.ack();
    }

    private void pressed(Press press) {
        Optional<AskButton> ask = AskButton.of(press.action());
        Optional<AskButton.Target> target = AskButton.Target.parse(press.value());
        if (press.action().equals(StrayNote.END)) {
            say(press, endStray.apply(press.asker().caller(), press.value()));
        } else if (ask.isPresent() && target.isPresent()) {
            answer(ask.get(), target.get(), press);
        } else {
            onJob(Button.of(press.action()), press);
        }
    }

    private void answer(AskButton button, AskButton.Target target, Press press) {
        if (!cards.isQuestionTo(target, press.channel(), press.ts())) {
            answers.say(
                    press.asker(),
                    "This question is not open any more, so the button does nothing."
                            + " The newest message about the job has the buttons that hold.");
            return;
        }
        Caller caller = press.asker().caller();
        long job = target.job();
        Reply reply = switch (button) {
            case WAIT -> desk.waitForHolders(caller, job, target.uid());
            case STOP -> desk.stopHolders(caller, job, target.uid());
            case CANCEL -> desk.handle(caller, new Command.Cancel(Optional.of(job)));
        };
        answers.say(press.asker(), answers.text(reply));
    }

    private void onJob(Optional<Button> button, Press press) {
        Optional<Job> job = number(press.value()).flatMap(store::find);
        if (button.isPresent() && job.isPresent()) {
            boolean onItsCard = cards.isCardOf(job.get().number(), press.channel(), press.ts());
            boolean belowIt = IN_THREADS.contains(button.get())
                    && cards.isCardOf(job.get().number(), press.channel(), press.thread());
            if (onItsCard || belowIt) {
                press(button.get(), job.get(), press);
                return;
            }
            if (button.get() == Button.REMEDY && isForAsker(job.get(), press)) {
                remedy(job.get(), press, true);
                return;
            }
        }
        answers.say(
                press.asker(),
                "This button is of no job's present card, so it does nothing. "
                        + "The newest card of the job has the buttons that hold.");
    }

    /** A refusal that only its asker has seen is kept by nobody, so there is no message to compare with. */
    private static boolean isForAsker(Job job, Press press) {
        return job.state() == JobState.FAILED
                && job.homeward().flatMap(Homeward::remedy).isPresent()
                && job.request().requester().equals(press.asker().caller().user());
    }

    private void press(Button button, Job job, Press press) {
        Caller caller = press.asker().caller();
        long number = job.number();
        switch (button) {
            case APPROVE -> say(press, desk.approve(caller, number));
            case SMALLER -> say(press, desk.runSmaller(caller, number));
            case DENY -> denial.open(DenyDialog.view(job), press.asker(), press.trigger(), "Deny");
            case TRY_NOW -> say(press, desk.tryNow(caller, number));
            case ON_DEMAND -> say(press, desk.takeOnDemand(caller, number));
            case CANCEL -> say(press, desk.handle(caller, new Command.Cancel(Optional.of(number))));
            case RESUME -> say(press, desk.resume(caller, number));
            case WALK_HOME -> say(press, desk.walkHomeAgain(caller, number));
            case NEW_HOST -> newHost.open(HostDialog.view(job), press.asker(), press.trigger(), "Choose a new host");
            case AGAIN -> say(press, desk.again(caller, number));
            case RETRY_TESTS -> say(press, desk.retryTests(caller, number));
            case REMEDY -> remedy(job, press, false);
        }
    }

    /** In the channel that the job was asked for in, wherever its refusal was read. */
    private void remedy(Job job, Press press, boolean once) {
        Caller caller = new Caller(press.asker().caller().user(), job.request().channel());
        Reply reply = desk.remedy(caller, job.number());
        if (once && reply instanceof Reply.Accepted) {
            answers.sayInstead(press.asker(), answers.text(reply));
        } else {
            say(press, reply);
        }
    }

    private void say(Press press, Reply reply) {
        answers.say(press.asker(), answers.text(reply));
    }

    private static Optional<Long> number(String value) {
        return value.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    /** A click, as Slack tells it: nothing of it is believed. */
    private record Press(
            Answers.Asker asker,
            String channel,
            String ts,
            String thread,
            String action,
            String value,
            String trigger) {

        Wish written(Instant now) {
            return Wishes.of(
                    KIND,
                    trigger,
                    asker,
                    Map.of("message", ts, "below", thread, "action", action, "value", value),
                    now);
        }

        /** Its trigger is not kept: it would be too old for anything. */
        static Press read(Wish wish, Instant now) {
            return new Press(
                    Wishes.asker(wish, now),
                    Wishes.word(wish, "channel"),
                    Wishes.word(wish, "message"),
                    Wishes.word(wish, "below"),
                    Wishes.word(wish, "action"),
                    Wishes.word(wish, "value"),
                    "");
        }
    }
}
