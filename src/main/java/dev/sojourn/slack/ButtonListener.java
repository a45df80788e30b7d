package dev.sojourn.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import java.util.Objects;
import java.util.Optional;

/**
 * The buttons of a card. The click must come from the job's own card; everything else about the job is asked of the store,
 * and the right to press of the desk.
 */
final class ButtonListener implements BlockActionHandler {

    private final Desk desk;
    private final JobStore store;
    private final CardIndex cards;
    private final DenyDialog denial;
    private final Answers answers;

    ButtonListener(Desk desk, JobStore store, CardIndex cards, DenyDialog denial, Answers answers) {
        this.desk = desk;
        this.store = store;
        this.cards = cards;
        this.denial = denial;
        this.answers = answers;
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
        answers.run(asker, () -> {
            Optional<Button> button = Button.of(action.getActionId());
            Optional<Job> job = number(action.getValue()).flatMap(store::find);
            if (button.isEmpty() || job.isEmpty() || !cards.isCardOf(job.get().number(), channel, ts)) {
                answers.say(
                        asker,
                        "This button is of no job's present card, so it does nothing. "
                                + "The newest card of the job has the buttons that hold.");
                return;
            }
            press(button.get(), job.get(), asker, payload.getTriggerId());
        });
        return context.ack();
    }

    private void press(Button button, Job job, Answers.Asker asker, String trigger) {
        Caller caller = asker.caller();
        long number = job.number();
        Optional<Reply> reply = switch (button) {
            case APPROVE -> Optional.of(desk.approve(caller, number));
            case DENY -> {
                denial.open(job, asker, trigger);
                yield Optional.empty();
            }
            case CANCEL -> Optional.of(desk.handle(caller, new Command.Cancel(Optional.of(number))));
            case RESUME -> Optional.of(desk.resume(caller, number));
            case AGAIN -> Optional.of(desk.again(caller, number));
        };
        reply.ifPresent(said -> answers.say(asker, answers.text(said)));
    }

    private static Optional<Long> number(String value) {
        return value != null && value.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }
}
