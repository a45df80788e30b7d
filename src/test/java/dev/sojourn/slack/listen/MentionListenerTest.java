package dev.sojourn.slack.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.app_backend.events.payload.AppMentionPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.model.event.AppMentionEvent;
import dev.sojourn.command.AuditExport;
import dev.sojourn.command.CommandParser;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.RecordingDesk;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.WishBook;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.workspace.SlackFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to the bot in threads, where no slash command can be typed. */
class MentionListenerTest {

    private static final String CARD = "7.7";
    private static final Job DONE = Sample.over(
                    Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), Sample.START)
            .with(draft -> draft.build = Optional.of(Sample.passed()));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final RecordingDesk desk = new RecordingDesk();
    private final ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());
    private final Answers answers = new Answers(
            Slack.getInstance(),
            slack,
            words,
            new LogFile(slack, (job, limit) -> Optional.of("all of it".getBytes(StandardCharsets.UTF_8))),
            "/llvm-build",
            () -> Sample.START);
    private final MentionListener listener = new MentionListener(
            new CommandParser("@sojourn"),
            desk,
            new CardIndex(ledger, ledger),
            answers,
            new Intake(new WishBook(), answers, () -> Sample.START),
            words,
            () -> Sample.START);

    @BeforeEach
    void thereIsACard() {
        ledger.write(DONE);
        Bookmark.of(ledger, 42).placeCard(new Bookmark.CardPlace(Sample.CHANNEL, CARD));
    }

    /** Returns when it is answered. */
    private void say(@Nullable String thread, String text) throws Exception {
        AppMentionEvent event = new AppMentionEvent();
        event.setUser(Sample.BOB);
        event.setChannel(Sample.CHANNEL);
        event.setText("<@U0BOT> " + text);
        event.setTs("9.9");
        event.setThreadTs(thread);
        AppMentionPayload payload = new AppMentionPayload();
        payload.setEvent(event);
        payload.setEventId("Ev" + UUID.randomUUID());
        listener.apply(payload, new EventContext());
        answers.stop(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "status,Status",
        "cancel,Cancel",
        "retry,Retry",
        "logs,Logs",
        "watch,Watch",
        "unwatch,Unwatch",
        "Retry,Retry",
    })
    void aCommandWithoutAJobIsAboutTheThreadsJob(String said, String command) throws Exception {
        say(CARD, said);
        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: " + command + "[job=Numbered[number=42]]");
    }

    @Test
    void aJobThatIsNamedIsTheOneThatIsMeant() throws Exception {
        say(CARD, "status #7");
        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: Status[job=Numbered[number=7]]");
    }

    @Test
    void outsideOfACardsThreadItIsTheCommandAsItStands() throws Exception {
        say("8.8", "status");
        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: Status[job=Unsaid[]]");
    }

    @Test
    void aBuildIsNotBegunInAThread() throws Exception {
        say(CARD, "main");
        assertThat(desk.asked).isEmpty();
        assertThat(slack.whispers).singleElement().asString().contains("*In threads*");
    }

    @Test
    void aSlipIsAnsweredWithWhatCanBeTypedThere() throws Exception {
        say(CARD, "stop");
        assertThat(slack.whispers).singleElement().asString().contains("Did you mean `@sojourn cancel`?");
    }

    @Test
    void theWholeLogOfABuildThatPassedIsSentToWhoAskedForIt() throws Exception {
        desk.reply = new Reply.LogEnd(DONE, "/mnt/llvm/log", new LogEnds.End(9, "of it"));
        say(CARD, "logs");
        assertThat(slack.whispers).singleElement().asString().contains("The end of the log of *#42*", "of it");
        assertThat(slack.to(Sample.BOB)).extracting(Pinboard.Message::file).containsExactly("build-42.log");
    }

    @Test
    void anAuditIsSentToWhoAskedForItAndToNobodyElse() throws Exception {
        desk.reply = new Reply.AuditFile("sojourn-audit-2026-11-23.csv", new AuditExport.Export("at,job\r\n", 0));
        say(null, "audit");
        assertThat(slack.messages)
                .extracting(message -> message.channel() + " " + message.file())
                .containsExactly("DU0BOB sojourn-audit-2026-11-23.csv");
        assertThat(slack.whispers).singleElement().asString().contains("`sojourn-audit-2026-11-23.csv`, 0 rows.");
    }

    @Test
    void anAuditThatCannotBeSentSaysSo() throws Exception {
        slack.always("upload", new SlackFault.Refused("files.upload", "missing_scope", ""));
        desk.reply = new Reply.AuditFile("a.csv", new AuditExport.Export("", 0));
        say(null, "audit");
        assertThat(slack.whispers).singleElement().asString().contains("could not be sent to you", "missing_scope");
    }
}
