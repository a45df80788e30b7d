package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.MemoryWatchers;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.card.Bookmark;
import dev.sojourn.slack.card.CardLinks;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever watches a job is told once how it ended, whatever happens on the way to them. */
class WatcherMessagesTest {

    private static final Job DONE =
            Sample.over(Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), Sample.START);
    private static final Job UNDERWAY = Sample.in(JobState.OUTBOUND, Step.RUN_BUILD);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final MemoryWatchers watchers = new MemoryWatchers();
    private final WatcherMessages messages = new WatcherMessages(slack, ledger, ledger, watchers);

    private void watch(String user) {
        watchers.add(42, user, Sample.START);
    }

    @Test
    void everyWatcherIsToldOnceAndNobodyElse() throws SlackFault {
        watch(Sample.BOB);
        watch("U0CLEO");
        ledger.write(DONE, Sample.goodJob());
        messages.tell(42);
        messages.tell(42);

        assertThat(slack.messages).hasSize(2);
        assertThat(slack.to(Sample.BOB))
                .singleElement()
                .satisfies(told -> assertThat(told.text())
                        .startsWith("You watch this one of <@U0ANN>. Job #42, `main`, is done after 41 min.")
                        .contains("*Volume:* home on `i-0host`"));
        assertThat(ledger.behind(WatcherMessages.READER, 10)).isEmpty();
    }

    @Test
    void aVolumeThatNeedsAPersonIsToldOfAtOnce() throws SlackFault {
        watch(Sample.BOB);
        ledger.write(UNDERWAY, new Fact.AttentionNeeded("it hangs", "reboot the host"));
        messages.tell(42);

        assertThat(slack.to(Sample.BOB).get(0).text())
                .startsWith("You watch this one of <@U0ANN>. Action needed for job #42")
                .contains("it hangs", "reboot the host");
    }

    @Test
    void theThreadIsNamedWhereThereIsOne() throws SlackFault {
        watch(Sample.BOB);
        Bookmark.of(ledger, 42).remember(CardLinks.LINK, "https://example.slack.com/archives/C1/p1");
        ledger.write(DONE, Sample.goodJob());
        messages.tell(42);

        assertThat(slack.to(Sample.BOB).get(0).text())
                .endsWith("\n<https://example.slack.com/archives/C1/p1|Its thread>");
    }

    @Test
    void whoHasWaitedInTheQueueIsToldThatTheirTurnHasCome() throws SlackFault {
        Job waited = Sample.underwayAskedAt(Sample.START.minus(Duration.ofMinutes(25)));
        ledger.write(waited, new Fact.Queued(1, 41), new Fact.StepStarted(Step.PREFLIGHT));
        messages.tell(42);
        ledger.write(waited, new Fact.StepStarted(Step.LAUNCH_BUILDER));
        messages.tell(42);

        assertThat(slack.to(Sample.ANN))
                .singleElement()
                .satisfies(told -> assertThat(told.text())
                        .isEqualTo("Volume `ann` is free for you: job #42, `main`, begins after 25 min in the queue."));
    }

    @Test
    void whoHasHardlyWaitedOrNotAtAllIsNotToldSo() throws SlackFault {
        ledger.write(UNDERWAY, new Fact.Queued(1, 41), new Fact.StepStarted(Step.PREFLIGHT));
        messages.tell(42);
        assertThat(slack.messages).isEmpty();

        Ledger other = new Ledger();
        other.write(
                Sample.underwayAskedAt(Sample.START.minus(Duration.ofMinutes(25))),
                new Fact.StepStarted(Step.PREFLIGHT));
        new WatcherMessages(slack, other, other, watchers).tell(42);
        assertThat(slack.messages).isEmpty();
    }

    @Test
    void whoCannotBeReachedKeepsNobodyElseFromBeingTold() throws SlackFault {
        watch("U0GONE");
        watch(Sample.BOB);
        ledger.write(DONE, Sample.goodJob());
        slack.always("direct U0GONE", new SlackFault.Refused("conversations.open", "user_not_found", ""));
        messages.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(ledger.behind(WatcherMessages.READER, 10)).isEmpty();
    }

    @Test
    void whoIsNotReachedNowIsToldLaterAndTheOthersNotAgain() throws SlackFault {
        watch("U0CLEO");
        watch(Sample.BOB);
        ledger.write(DONE, Sample.goodJob());
        slack.next("post DU0CLEO", new SlackFault.Limited("chat.postMessage", Duration.ofSeconds(3)), false);
        assertThatThrownBy(() -> messages.tell(42)).isInstanceOf(SlackFault.Limited.class);
        messages.tell(42);

        assertThat(slack.to("U0CLEO")).hasSize(1);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
    }

    @Test
    void aLostAnswerIsLookedForBeforeItIsSaidAgain() throws SlackFault {
        watch(Sample.BOB);
        ledger.write(DONE, Sample.goodJob());
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(() -> messages.tell(42)).isInstanceOf(SlackFault.Away.class);
        messages.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(1);
    }

    @Test
    void aCrashAtAnyWriteTellsNobodyTwiceAndForgetsNobody() throws SlackFault {
        for (int crash = 1; crash < 8; crash++) {
            Ledger durable = new Ledger();
            Pinboard board = new Pinboard();
            WatcherMessages telling = new WatcherMessages(board, durable, durable, watchers);
            int[] writes = {crash};
            durable.beforeKeeping = () -> {
                if (--writes[0] == 0) {
                    throw new IllegalStateException("killed");
                }
            };
            watch(Sample.BOB);
            watch("U0CLEO");
            durable.write(DONE, Sample.goodJob());
            try {
                telling.tell(42);
            } catch (IllegalStateException killed) {
                telling.tell(42);
            }

            assertThat(board.to(Sample.BOB)).as("crash at write %d", crash).hasSize(1);
            assertThat(board.to("U0CLEO")).as("crash at write %d", crash).hasSize(1);
            assertThat(durable.behind(WatcherMessages.READER, 10)).isEmpty();
        }
    }
}
