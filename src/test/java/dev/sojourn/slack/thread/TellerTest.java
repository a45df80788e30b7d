package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellerTest {

    private static final Fact[] GOOD = Sample.goodJob();

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private Instant now = Sample.START;
    private Optional<Progress> progress = Optional.empty();
    private byte[] log = new byte[0];
    private Teller teller = teller();

    @Test
    void aGoodJobIsOneCardAndAShortThreadThatSaysEverythingOnce() throws SlackFault {
        for (Fact fact : GOOD) {
            ledger.write(fact instanceof Fact.Ended ? done() : building(), fact);
            now = now.plusSeconds(4);
            tell();
        }

        assertThat(slack.cards()).hasSize(1);
        assertThat(slack.card().text()).contains("done, in 41 min");
        assertThat(slack.thread()).doesNotHaveDuplicates().hasSizeBetween(8, 15);
        assertThat(slack.thread().get(slack.thread().size() - 1))
                .startsWith("<@U0ANN> Job #42, `main`, is done after 41 min. Cost: $0.37 (said $0.31–$0.44; list price")
                .contains("*Volume:* home on `i-0host`, mounted.", "/mnt/llvm/slots/1/build");
        slack.messages.forEach(message -> BlockLimits.assertKept(new Content(message.text(), message.blocks())));
    }

    @Test
    void nothingIsPostedForASubmission() throws SlackFault {
        ledger.write(Sample.queued("main"), new Fact.Submitted(Sample.ANN, "main"));
        tell();

        assertThat(slack.calls).isEmpty();
    }

    @Test
    void aRefusalThatIsTheFirstNewsIsForTheAskerAlone() throws SlackFault {
        ledger.write(
                Sample.in(JobState.FAILED, Step.PREFLIGHT),
                new Fact.Submitted(Sample.ANN, "mian"),
                new Fact.StepStarted(Step.PREFLIGHT),
                new Fact.Refused("there is no ref mian", "Did you mean main?"),
                ended(JobState.FAILED));
        tell();

        assertThat(slack.messages).isEmpty();
        assertThat(slack.whispers)
                .containsExactly("U0ANN: This cannot be built: there is no ref mian. Did you mean main?"
                        + " Nothing was launched, nothing touched.");
    }

    @Test
    void aRefusalAfterTheCardIsSaidInTheThreadToo() throws SlackFault {
        ledger.write(Sample.queued("main"), new Fact.Queued(1, 41));
        tell();
        ledger.write(
                Sample.in(JobState.FAILED, Step.PREFLIGHT), new Fact.Refused("the volume is full", "Free 20 GiB."));
        now = now.plusSeconds(5);
        tell();

        assertThat(slack.thread()).last().asString().startsWith("<@U0ANN> This cannot be built: the volume is full.");
        assertThat(slack.card().text()).contains("failed, the volume is full");
    }

    @Test
    void aCrashAtAnyWriteLosesNothingAndRepeatsNothing() throws SlackFault {
        for (int crash = 1; crash < 120; crash++) {
            Ledger durable = new Ledger();
            Pinboard board = new Pinboard();
            durable.write(done(), GOOD);
            int[] writes = {crash};
            durable.beforeKeeping = () -> {
                if (--writes[0] == 0) {
                    throw new IllegalStateException("killed");
                }
            };
            try {
                teller(durable, board).tell(42);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }
            teller(durable, board).tell(42);

            assertThat(board.cards()).as("crash at write %d", crash).hasSize(1);
            assertThat(board.thread()).as("crash at write %d", crash).hasSize(11);
            assertThat(new HashSet<>(board.thread())).hasSize(11);
        }
    }

    @Test
    void aLostAnswerIsLookedForBeforeAnythingIsSaidAgain() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Away.class);
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Away.class);
        tell();

        assertThat(slack.cards()).hasSize(1);
        assertThat(slack.thread()).hasSize(1);
        assertThat(slack.count("post")).isEqualTo(2);
    }

    @Test
    void aCardIsEditedOnlyWhenSomethingIsNewAndNotTooOften() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        tell();
        progress = Optional.of(Sample.progress(10, 100));
        assertThat(tell()).contains(Duration.ofSeconds(3));
        now = now.plusSeconds(1);
        assertThat(tell()).contains(Duration.ofSeconds(2));
        assertThat(slack.count("update")).isZero();
        now = now.plusSeconds(2);
        assertThat(tell()).isEmpty();
        now = now.plusSeconds(3);
        tell();

        assertThat(slack.count("update")).isEqualTo(1);
        assertThat(slack.card().text()).contains("10 of 100");
    }

    @Test
    void theEndIsOnTheCardBeforeTheLastLineIsSaid() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        tell();
        ledger.write(done(), ended(JobState.SUCCEEDED));
        assertThat(tell()).isPresent();
        assertThat(slack.thread()).hasSize(1);
        now = now.plusSeconds(3);
        tell();

        assertThat(slack.card().text()).contains("done");
        assertThat(slack.thread()).hasSize(2);
    }

    @Test
    void aDeletedCardIsPostedAnewWithALink() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        tell();
        slack.messages.clear();
        now = now.plusSeconds(60);
        progress = Optional.of(Sample.progress(10, 100));
        tell();

        assertThat(slack.cards()).hasSize(1);
        assertThat(BlockLimits.json(slack.card().blocks())).contains("a card that was deleted", "example.slack.com");
        ledger.write(building(), new Fact.CancelAsked(Sample.BOB));
        tell();
        assertThat(slack.thread()).containsExactly("Cancelled by <@U0BOB>.");
    }

    @Test
    void whereTheBotIsNotInTheChannelTheAskerIsToldOnceAndEverythingFollowsTheInvitation() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000), new Fact.Approved(Sample.BOB, false));
        slack.always("post", new SlackFault.Refused("chat.postMessage", "not_in_channel", ""));
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Refused.class);
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Refused.class);
        assertThat(slack.direct).hasSize(1).first().asString().contains("/invite @sojourn", "<#C0BUILDS>");
        slack.cure();
        tell();

        assertThat(slack.thread()).hasSize(2);
    }

    @Test
    void anEndIsToldDirectlyWhereTheBotWasNeverInvited() throws SlackFault {
        ledger.write(done(), GOOD);
        slack.always("post", new SlackFault.Refused("chat.postMessage", "channel_not_found", ""));
        tell();
        tell();

        assertThat(slack.direct).hasSize(2);
        assertThat(slack.direct.get(1)).contains("is done after 41 min");
        assertThat(ledger.behind(Bookmark.READER, 10)).isEmpty();
    }

    @Test
    void aFailedBuildEndsWithItsFirstErrorAndItsLogOnce() throws SlackFault {
        log = "ninja: build stopped".getBytes();
        String error = "Sema.cpp:12: error: expected ';' <!channel>\n```";
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        tell();
        ledger.write(
                Sample.over(
                        Sample.withBuilder(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE)),
                        Sample.START.plusSeconds(900)),
                new Fact.Ended(
                        JobState.FAILED,
                        Usd.of("0.12"),
                        Duration.ofMinutes(15),
                        Optional.of(Sample.failed(error)),
                        Optional.of(Sample.BUILT)));
        now = now.plusSeconds(10);
        slack.next("upload", new SlackFault.Away("files.upload", "timeout"), true);
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Away.class);
        tell();

        assertThat(slack.thread()).hasSize(3);
        assertThat(slack.thread().get(1))
                .startsWith("<@U0ANN> Job #42, `main`, failed after 15 min: something did not compile.")
                .contains("```\nSema.cpp:12: error: expected ';' &lt;!channel&gt;");
        assertThat(slack.messages.get(3).file()).isEqualTo("build-42.log");
    }

    @Test
    void aLineThatArrivesAfterItWasPostedAgainIsTakenAway() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        tell();
        ledger.write(building(), new Fact.Approved(Sample.BOB, false));
        now = now.plusSeconds(4);
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), false);
        assertThatThrownBy(this::tell).isInstanceOf(SlackFault.Away.class);
        assertThat(tell()).as("it looks once more later").contains(Duration.ofSeconds(10));
        Pinboard.Message said = slack.messages.get(slack.messages.size() - 1);
        slack.post(
                new Workspace.Address(said.channel(), said.root(), false),
                new Content(said.text(), said.blocks()),
                said.mark().orElseThrow());
        assertThat(slack.thread()).filteredOn(said.text()::equals).hasSize(2);

        now = now.plusSeconds(10);
        assertThat(tell()).isEmpty();
        assertThat(slack.thread()).filteredOn(said.text()::equals).hasSize(1);
        assertThat(slack.messages).contains(said);
        long looks = slack.count("replies");
        tell();
        assertThat(slack.count("replies")).as("and not for ever").isEqualTo(looks);
    }

    @Test
    void onlyACallForHelpIsBroadcast() throws SlackFault {
        ledger.write(
                Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST),
                new Fact.CommitPinned(Sample.COMMIT, 50_000),
                new Fact.AttentionNeeded("the host is terminated", "Choose a new host"));
        tell();

        assertThat(slack.messages.stream().filter(Pinboard.Message::broadcast).map(Pinboard.Message::text))
                .singleElement()
                .asString()
                .startsWith("<@U0ANN> Action needed for job #42: volume `vol-0abc` is not back on `i-0host`.");
    }

    @Test
    void aMessageWhoseFormIsRefusedIsSaidInPlainText() throws SlackFault {
        ledger.write(building(), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        slack.next("post", new SlackFault.Refused("chat.postMessage", "invalid_blocks", ""), false);
        tell();

        assertThat(slack.card().blocks()).isEmpty();
        assertThat(slack.thread()).hasSize(1);
    }

    @Test
    void capacityThatIsRefusedAgainAndAgainIsSaidOnce() throws SlackFault {
        Fact refused = new Fact.RungRefused(1, Sample.SPOT, "InsufficientInstanceCapacity", "none");
        Fact none = new Fact.NoCapacity(Sample.START.plusSeconds(60), Sample.START.plusSeconds(1800));
        ledger.write(building(), refused, none, refused, none, refused, none);
        tell();

        assertThat(slack.thread()).hasSize(2);
    }

    @Test
    void whatCameOfATryThatSomebodyPressedForIsSaidAgain() throws SlackFault {
        Fact none = new Fact.NoCapacity(Sample.START.plusSeconds(60), Sample.START.plusSeconds(1800));
        ledger.write(building(), none, new Fact.TriedNow("U0ANN"), none);
        tell();

        assertThat(slack.thread()).hasSize(3);
    }

    private Optional<Duration> tell() throws SlackFault {
        return teller.tell(42);
    }

    private Teller teller() {
        return teller(ledger, slack);
    }

    private Teller teller(Ledger durable, Pinboard board) {
        return new Teller(
                board,
                new Teller.Sources(durable, durable, job -> progress, (job, limit) -> Optional.of(log)),
                new Cards(board, () -> now, Duration.ofSeconds(3)),
                () -> List.of(),
                "sojourn",
                () -> now);
    }

    private static Job building() {
        return Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
    }

    private static Job done() {
        return Sample.over(
                Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)),
                Sample.START.plusSeconds(60).plus(Duration.ofMinutes(41)));
    }

    private static Fact ended(JobState outcome) {
        return new Fact.Ended(
                outcome,
                Usd.ZERO,
                Duration.ofSeconds(9),
                Optional.empty(),
                Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), "")));
    }
}
