package dev.sojourn.slack.listen;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.handler.builtin.SlashCommandHandler;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.SlackApiException;
import dev.sojourn.command.Caller;
import dev.sojourn.slack.form.FormListener;
import dev.sojourn.slack.reply.Answers;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** The slash command without a word opens the form; with words it is handed on. */
public final class BareCommand implements SlashCommandHandler {

    private final FormListener form;
    private final SlashCommandHandler line;

    public BareCommand(FormListener form, SlashCommandHandler line) {
        this.form = form;
        this.line = line;
    }

    @Override
    public Response apply(SlashCommandRequest request, SlashCommandContext context)
            throws IOException, SlackApiException {
        SlashCommandPayload payload = request.getPayload();
        if (!Objects.requireNonNullElse(payload.getText(), "")
                .replace('\u00a0', ' ')
                .isBlank()) {
            return line.apply(request, context);
        }
        Caller caller = new Caller(payload.getUserId(), payload.getChannelId());
        form.open(
                new Answers.Asker(caller, Optional.empty(), Optional.ofNullable(payload.getResponseUrl())),
                payload.getTriggerId());
        return context.ack();
    }
}
