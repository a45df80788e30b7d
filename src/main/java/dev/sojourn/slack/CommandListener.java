package dev.sojourn.slack;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.handler.builtin.SlashCommandHandler;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import java.util.Objects;
import java.util.Optional;

/** The slash command: parsed and acknowledged at once, dealt with afterwards. */
final class CommandListener implements SlashCommandHandler {

    private final CommandParser parser;
    private final Desk desk;
    private final Answers answers;
    private final ReplyText words;

    CommandListener(CommandParser parser, Desk desk, Answers answers, ReplyText words) {
        this.parser = parser;
        this.desk = desk;
        this.answers = answers;
        this.words = words;
    }

    @Override
    public Response apply(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload payload = request.getPayload();
        Parsed parsed = parser.parse(Objects.requireNonNullElse(payload.getText(), ""));
        if (parsed instanceof Parsed.NotUnderstood no) {
            return context.ack(words.of(no));
        }
        Command command = ((Parsed.Understood) parsed).command();
        if (command instanceof Command.Help help) {
            return context.ack(answers.text(new Reply.Manual(help.topic())));
        }
        Caller caller = new Caller(payload.getUserId(), payload.getChannelId());
        answers.later(
                new Answers.Asker(caller, Optional.empty(), Optional.ofNullable(payload.getResponseUrl())),
                () -> desk.handle(caller, command));
        if (command instanceof Command.Doctor) {
            return context.ack("Looking at Slack, AWS, volumes, hosts and the database; nothing is changed. A moment…");
        }
        return command instanceof Command.Build build
                ? context.ack(words.lookingAt(build.options().ref()))
                : context.ack();
    }
}
