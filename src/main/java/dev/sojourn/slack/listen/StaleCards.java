package dev.sojourn.slack.listen;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.handler.builtin.BlockActionHandler;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.command.Caller;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.reply.Answers;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A press on a button that the job's card ought not to have any more: it is answered like any other, and the card is drawn
 * anew, because somebody sees an old one.
 */
public final class StaleCards implements BlockActionHandler {

    private final JobStore store;
    private final Answers answers;
    private final LongConsumer drawAnew;
    private final BlockActionHandler cards;

    public StaleCards(JobStore store, Answers answers, LongConsumer drawAnew, BlockActionHandler cards) {
        this.store = store;
        this.answers = answers;
        this.drawAnew = drawAnew;
        this.cards = cards;
    }

    @Override
    public Response apply(BlockActionRequest request, ActionContext context) throws IOException, SlackApiException {
        BlockActionPayload payload = request.getPayload();
        BlockActionPayload.Action action = payload.getActions().get(0);
        Optional<Button> button = Button.of(action.getActionId());
        String value = Objects.requireNonNullElse(action.getValue(), "");
        if (button.isPresent() && value.matches("[0-9]{1,15}")) {
            Caller caller = new Caller(payload.getUser().getId(), "");
            answers.run(
                    new Answers.Asker(caller, Optional.empty(), Optional.ofNullable(payload.getResponseUrl())),
                    () -> store.find(Long.parseLong(value))
                            .filter(job -> !has(job, button.get()))
                            .ifPresent(job -> drawAnew.accept(job.number())));
        }
        return cards.apply(request, context);
    }

    private static boolean has(Job job, Button button) {
        return Button.of(job).stream().map(ButtonElement::getActionId).anyMatch(button.action()::equals);
    }
}
