package dev.sojourn.slack.listen;

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
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The slash command: parsed, written down where it is to change something, acknowledged, and dealt with afterwards. */
public final class CommandListener implements SlashCommandHandler {

    private static final String KIND = "command";
    private static final String TEXT = "text";

    private final CommandParser parser;
    private final Desk desk;
    private final Answers answers;
    private final Intake intake;
    private final ReplyText words;
    private final InstantSource clock;

    public CommandListener(
            CommandParser parser, Desk desk, Answers answers, Intake intake, ReplyText words, InstantSource clock) {
        this.parser = parser;
        this.desk = desk;
        this.answers = answers;
        this.intake = intake;
        this.words = words;
        this.clock = clock;
        intake.deals(KIND, this::deal);
    }

    @Override
    public Response apply(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload payload = request.getPayload();
        String text = Objects.requireNonNullElse(payload.getText(), "");
        Parsed parsed = parser.parse(text);
        if (parsed instanceof Parsed.NotUnderstood no) {
            return context.ack(words.of(no));
        }
        Command command = ((Parsed.Understood) parsed).command();
        if (command instanceof Command.Help help) {
            return context.ack(answers.text(new Reply.Manual(help.topic())));
        }
        Caller caller = new Caller(payload.getUserId(), payload.getChannelId());
        Answers.Asker asker =
                new Answers.Asker(caller, Optional.empty(), Optional.ofNullable(payload.getResponseUrl()));
        if (!Wishes.isWorthKeeping(command)) {
            answers.later(asker, () -> desk.handle(caller, command));
            return command instanceof Command.Doctor
                    ? context.ack(
                            "Looking at Slack, AWS, volumes, hosts and the database; nothing is changed. A moment…")
                    : context.ack();
        }
        Wish wish = Wishes.of(KIND, payload.getTriggerId(), asker, Map.of(TEXT, text), clock.instant());
        return switch (intake.take(wish)) {
            case NEW ->
                command instanceof Command.Build build
                        ? context.ack(words.lookingAt(build.options().ref()))
                        : context.ack();
            case KNOWN -> context.ack();
            case NOT -> context.ack(Wishes.NOT_TAKEN);
        };
    }

    private void deal(Wish wish) {
        Answers.Asker asker = Wishes.asker(wish, clock.instant());
        if (parser.parse(Wishes.word(wish, TEXT)) instanceof Parsed.Understood understood) {
            answers.give(asker, desk.handle(asker.caller(), understood.command()));
        }
    }
}
