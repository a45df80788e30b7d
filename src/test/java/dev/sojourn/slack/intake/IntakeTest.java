package dev.sojourn.slack.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Filled;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.plan.Market;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.WishBook;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.form.FilledWords;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people ask for is written down before it is acknowledged, and dealt with once. */
class IntakeTest {

    /** Within which Slack wants its acknowledgement. */
    private static final Duration THREE_SECONDS = Duration.ofSeconds(3);

    private final WishBook book = new WishBook();
    private final Pinboard slack = new Pinboard();
    private final Slack sdk = Slack.getInstance(new SlackConfig());
    private final Answers answers = new Answers(
            sdk,
            slack,
            new ReplyText("/llvm-build", job -> Sample.history()),
            new LogFile(slack, (job, limit) -> Optional.empty()),
            "/llvm-build",
            () -> Sample.START);
    private final Intake intake = new Intake(book, answers, () -> Sample.START);
    private final List<String> dealt = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        book.quick();
        answers.stop(Duration.ofSeconds(5));
        intake.stop(Duration.ofSeconds(5));
        sdk.close();
    }

    @Test
    void aWishIsWrittenDownWhenItIsTakenAndForgottenWhenItIsDealtWith() {
        CountDownLatch gate = new CountDownLatch(1);
        intake.deals("command", wish -> {
            await().until(() -> gate.getCount() == 0);
            dealt.add(wish.key());
        });

        assertThat(intake.take(wish("1.1"))).isEqualTo(WishWriter.Kept.NEW);
        assertThat(book.openKeys()).containsExactly("command 1.1");
        gate.countDown();
        await().until(() -> book.dealtWith().contains("command 1.1"));
        assertThat(dealt).containsExactly("command 1.1");
    }

    @Test
    void aSecondDeliveryIsKnownWhileTheFirstIsUnderWayAndAfterwards() {
        intake.deals("command", wish -> dealt.add(wish.key()));
        intake.take(wish("1.1"));

        assertThat(intake.take(wish("1.1"))).isEqualTo(WishWriter.Kept.KNOWN);
        await().until(() -> book.openKeys().isEmpty());
        assertThat(intake.take(wish("1.1"))).isEqualTo(WishWriter.Kept.KNOWN);
        assertThat(dealt).hasSize(1);
    }

    @Test
    void whatADeadProcessLeftIsTakenUpAtTheStart() {
        intake.deals("command", wish -> dealt.add(Wishes.word(wish, "text")));
        book.left(wish("1.1"), 1);
        intake.start();

        await().until(() -> book.dealtWith().contains("command 1.1"));
        assertThat(dealt).containsExactly("main");
    }

    @Test
    void aFullDiskIsSaidAtOnceAndNothingIsDealtWith() {
        intake.deals("command", wish -> dealt.add(wish.key()));
        book.fill();

        assertThat(intake.take(wish("1.1"))).isEqualTo(WishWriter.Kept.NOT);
        assertThat(dealt).isEmpty();
    }

    @Test
    void aSlowDiskMakesNoAcknowledgementLateAndWhatWasNotTakenIsNotDealtWithLater() {
        intake.deals("command", wish -> dealt.add(wish.key()));
        book.slow();
        await().atMost(THREE_SECONDS).until(() -> intake.take(wish("1.1")) == WishWriter.Kept.NOT);
        // Whoever comes while it hangs does not wait at all.
        await().atMost(Duration.ofMillis(500)).until(() -> intake.take(wish("1.2")) == WishWriter.Kept.NOT);
        book.quick();

        await().until(() -> book.dealtWith().contains("command 1.1"));
        assertThat(book.openKeys()).isEmpty();
        assertThat(dealt).isEmpty();
        assertThat(intake.take(wish("1.3"))).isEqualTo(WishWriter.Kept.NEW);
        await().until(() -> dealt.contains("command 1.3"));
    }

    @Test
    void whatFailsStaysWrittenDownAndIsGivenUpTheThirdTime() {
        intake.deals("command", wish -> {
            dealt.add(wish.key());
            throw new IllegalStateException("the database is away");
        });
        intake.take(wish("1.1"));
        await().until(() -> dealt.size() == 1);
        assertThat(book.openKeys()).containsExactly("command 1.1");
        assertThat(slack.whispers).isEmpty();

        book.left(wish("1.1"), 2);
        intake.start();
        await().until(() -> book.dealtWith().contains("command 1.1"));
        await().until(() -> !slack.whispers.isEmpty());
        assertThat(slack.whispers).singleElement().asString().contains("Something went wrong");
    }

    @Test
    void anAnswerGoesByTheResponseUrlAsLongAsSlackTakesItThatWay() {
        Wish wish = wish("1.1");
        assertThat(Wishes.asker(wish, Sample.START.plus(Duration.ofMinutes(28))).responseUrl())
                .contains("http://127.0.0.1:1/");
        assertThat(Wishes.asker(wish, Sample.START.plus(Duration.ofMinutes(31))).responseUrl())
                .isEmpty();
    }

    @Test
    void aFormComesBackAsItWasFilledIn() {
        Filled all = new Filled(
                Optional.of("ann"),
                Optional.of("llvm"),
                "main",
                "clang lld",
                Optional.of("c7i.16xlarge"),
                Optional.of(Market.SPOT),
                "5.00",
                Optional.of("2"),
                true);
        Filled least = new Filled(
                Optional.empty(),
                Optional.empty(),
                "main",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false);
        assertThat(FilledWords.read(FilledWords.of(all))).isEqualTo(all);
        assertThat(FilledWords.read(FilledWords.of(least))).isEqualTo(least);
    }

    private static Wish wish(String trigger) {
        Answers.Asker asker = new Answers.Asker(
                new Caller(Sample.ANN, Sample.CHANNEL), Optional.empty(), Optional.of("http://127.0.0.1:1/"));
        return Wishes.of("command", trigger, asker, Map.of("text", "main"), Sample.START);
    }
}
