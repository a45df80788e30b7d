package dev.sojourn.slack.listen;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.handler.BoltEventHandler;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import dev.sojourn.command.Which;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.WishWriter;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code @sojourn …}: slash commands cannot be typed in threads, so there a mention is about the thread's job: its
 * status, log or end, or the same once more. Outside a thread it works as the slash command does.
 */
public final class MentionListener implements BoltEventHandler<AppMentionEvent> {

    private static final String KIND = "mention";
    private static final String TEXT = "text";

    private final CommandParser parser;
    private final Desk desk;
    private final CardIndex cards;
    private final Answers answers;
    private final Intake intake;
    private final ReplyText words;
    private final InstantSource clock;

    public MentionListener(
            CommandParser parser,
            Desk desk,
            CardIndex cards,
            Answers answers,
            Intake intake,
            ReplyText words,
            InstantSource clock) {
        this.parser = parser;
        this.desk = desk;
        this.cards = cards;
        this.answers = answers;
        this.intake = intake;
        this.words = words;
        this.clock = clock;
        intake.deals(KIND, this::deal);
    }

    @Override
    public Response apply(EventsApiPayload<AppMentionEvent> payload, EventContext context) {
        AppMentionEvent event = payload.getEvent();
        if (event.getUser() == null || event.getBotId() != null) {
            return context.ack();
        }
        Optional<String> thread = Optional.ofNullable(event.getThreadTs()).filter(root -> !root.equals(event.getTs()));
        Caller caller = new Caller(event.getUser(), event.getChannel());
        Answers.Asker asker = new Answers.Asker(caller, thread, Optional.empty());
        String text = withoutMentions(Objects.requireNonNullElse(event.getText(), ""));
        Parsed parsed = parser.parse(text);
        if (parsed instanceof Parsed.Understood understood && Wishes.isWorthKeeping(understood.command())) {
            Wish wish = Wishes.of(KIND, payload.getEventId(), asker, Map.of(TEXT, text), clock.instant());
            if (intake.take(wish) == WishWriter.Kept.NOT) {
                answers.run(asker, () -> answers.say(asker, Wishes.NOT_TAKEN));
            }
        } else {
            answers.run(asker, () -> answer(parsed, asker));
        }
        return context.ack();
    }

    private void deal(Wish wish) {
        answer(parser.parse(Wishes.word(wish, TEXT)), Wishes.asker(wish, clock.instant()));
    }

    private void answer(Parsed parsed, Answers.Asker asker) {
        if (parsed instanceof Parsed.NotUnderstood no) {
            answers.say(asker, words.of(no));
            return;
        }
        Command command = ofThread(((Parsed.Understood) parsed).command(), asker);
        if (command instanceof Command.Build build && asker.thread().isEmpty()) {
            answers.say(asker, words.lookingAt(build.options().ref()));
        }
        answers.give(asker, reply(command, asker));
    }

    private Reply reply(Command command, Answers.Asker asker) {
        if (command instanceof Command.Help help) {
            return new Reply.Manual(help.topic());
        }
        if (command instanceof Command.Build && asker.thread().isPresent()) {
            return new Reply.Manual(Optional.of("threads"));
        }
        return desk.handle(asker.caller(), command);
    }

    /** In the thread of a card, a command that names no job means that card's job. */
    private Command ofThread(Command command, Answers.Asker asker) {
        if (!(command instanceof Command.AboutJob about) || !(about.job() instanceof Which.Unsaid)) {
            return command;
        }
        return asker.thread()
                .flatMap(root -> cards.jobOf(asker.caller().channel(), root))
                .<Command>map(job -> about.about(new Which.Numbered(job.number())))
                .orElse(command);
    }

    private static String withoutMentions(String text) {
        return text.replaceFirst("^\\s*(?:<@[A-Z0-9]+(?:\\|[^>]*)?>[\\s:,]*)+", "")
                .replaceAll("<@[A-Z0-9]+(?:\\|[^>]*)?>", " ");
    }
}
