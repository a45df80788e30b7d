package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.slack.card.Card;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a card tells of the developer's tree: who is in it, which slot is built in, how its tests went. */
class CardOfATreeTest {

    private static final Instant NOW = Sample.START.plus(Duration.ofMinutes(20));

    @Test
    void aHeldJobTellsWhomItWaitsFor() {
        Hold hold = Hold.seen(Sample.START, List.of(Occupants.VIM, Occupants.DATABASE, Occupants.MOUNT), 9)
                .waiting(NOW);
        Card card = Card.of(
                Sample.snapshot(
                        Sample.in(JobState.OUTBOUND, Step.PREFLIGHT).with(draft -> draft.hold = Optional.of(hold))),
                NOW);

        assertThat(card.text())
                .isEqualTo(
                        "Build #42 of `main`: waiting for the volume to be free, held by <@U0ANN> (`vim`), `postgres`"
                                + " (`postgres`), mounts (`/mnt/llvm/inner`) and 6 more, left alone until "
                                + Mrkdwn.time(NOW));
    }

    @Test
    void theCardNamesTheSlot() {
        Job building = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));

        assertThat(json(Card.of(Sample.snapshot(building), NOW)))
                .contains("*Slot*\\nthe one that differs least; the host is asked");
        assertThat(json(Card.of(
                        Sample.snapshot(building.with(
                                draft -> draft.slot = Optional.of(new ChosenSlot(1, false, Optional.of(212))))),
                        NOW)))
                .contains("*Slot*\\n1, 212 files differ");
        assertThat(json(Card.of(
                        Sample.snapshot(building.with(
                                draft -> draft.slot = Optional.of(new ChosenSlot(2, true, Optional.empty())))),
                        NOW)))
                .contains("*Slot*\\n2, new");
    }

    @Test
    void aHostThatIsGoneCanBeReplacedOnTheCard() {
        Job job = Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST);

        assertThat(json(Card.of(Sample.snapshot(job.with(draft -> draft.hostLost = true)), NOW)))
                .contains("sojourn-new-host", "sojourn-resume");
        assertThat(json(Card.of(Sample.snapshot(job), NOW))).doesNotContain("sojourn-new-host");
    }

    @Test
    void failedTestsAreSaidToBeAndCanBeRunAgain() {
        Job job = Sample.over(
                Sample.replanned(
                        Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE)
                                .with(draft -> draft.build = Optional.of(Sample.testsFailed())),
                        Variations::testing),
                NOW);
        Card card = Card.of(Sample.snapshot(job), NOW);

        assertThat(card.text()).startsWith("Build #42 of `main`: failed, 3 of 1,204 tests failed (exit 1)");
        assertThat(json(card))
                .contains("*Build:* failed after 41 min: 3 of 1,204 tests failed (exit 1)")
                .contains("sojourn-retry-tests", "Run 3 tests again?")
                .doesNotContain("compile");
        BlockLimits.assertKept(card.content());
        assertThat(json(Card.of(
                        Sample.snapshot(job.with(draft -> draft.build = Optional.of(Sample.failed("x")))), NOW)))
                .as("no test failed")
                .doesNotContain("sojourn-retry-tests");
        assertThat(json(Card.of(
                        Sample.snapshot(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE)
                                .with(draft -> draft.build = Optional.of(Sample.testsFailed()))),
                        NOW)))
                .as("no tests were asked for")
                .doesNotContain("sojourn-retry-tests");
    }

    @Test
    void testsThatRunAreCalledTests() {
        Job job = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
        Progress testing = new Progress(42, 1, NOW, "test", 300, 1204, Optional.empty(), "LLVM :: a.ll", Duration.ZERO);

        assertThat(Card.of(new Snapshot(job, Sample.history(), Optional.of(testing), List.of()), NOW)
                        .text())
                .isEqualTo("Build #42 of `main`: testing, ▓▓░░░░░░░░ 24 %, 300 of 1,204");
    }

    private static String json(Card card) {
        return BlockLimits.json(card.content().blocks());
    }
}
