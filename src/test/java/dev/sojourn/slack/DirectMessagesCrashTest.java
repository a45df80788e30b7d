package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.note.AskButton;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.note.DirectMessages;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Killed at any line, or with Slack's answers lost: nobody is asked twice, and nobody forgotten. */
class DirectMessagesCrashTest {

    private static final Job HELD = Sample.in(JobState.OUTBOUND, Step.PREFLIGHT);
    private static final Fact BOTH = Occupants.held(Occupants.VIM, Occupants.BOBS_SHELL, Occupants.SHELL);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final DirectMessages direct = new DirectMessages(slack, ledger, ledger);

    @Test
    void aCrashAtAnyWriteAsksNobodyTwiceAndForgetsNobody() throws SlackFault {
        for (int crash = 1; crash < 20; crash++) {
            Ledger durable = new Ledger();
            Pinboard board = new Pinboard();
            int[] writes = {crash};
            durable.beforeKeeping = () -> {
                if (--writes[0] == 0) {
                    throw new IllegalStateException("killed");
                }
            };
            for (Fact fact : List.of(BOTH, BOTH, new Fact.HeldLonger(Sample.BOB, Sample.START), BOTH)) {
                durable.write(HELD, fact);
                untilKilled(durable, board);
                untilKilled(durable, board);
            }

            assertThat(board.to(Sample.ANN)).as("crash at write %d", crash).hasSize(1);
            assertThat(board.to(Sample.BOB)).as("crash at write %d", crash).hasSize(2);
            assertThat(buttons(board.to(Sample.BOB).get(0))).doesNotContain("sojourn-");
            assertThat(buttons(board.to(Sample.BOB).get(1))).contains("sojourn-wait");
            assertThat(durable.behind(DirectMessages.READER, 10)).isEmpty();
        }
    }

    @Test
    void aLostAnswerIsLookedForBeforeAnybodyIsAskedAgain() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Away.class);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(new CardIndex(ledger, ledger)
                        .isQuestionTo(
                                new AskButton.Target(42, Occupants.ANN),
                                "DU0ANN",
                                slack.to(Sample.ANN).get(0).ts()))
                .isTrue();
    }

    @Test
    void aQuestionWhoseAnswerWasLostIsTakenBackToo() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Away.class);
        ledger.write(HELD, new Fact.HeldNoMore());
        direct.tell(42);

        assertThat(slack.to(Sample.ANN))
                .singleElement()
                .satisfies(asked -> assertThat(buttons(asked)).doesNotContain("sojourn-"));
    }

    @Test
    void aLimitIsNoReasonToLookWhetherItIsThere() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        slack.next("post", new SlackFault.Limited("chat.postMessage", Duration.ofSeconds(1)), false);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Limited.class);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(slack.count("messages")).isZero();
    }

    @Test
    void aMessageWhoseFormIsRefusedIsSaidInPlainText() throws SlackFault {
        ledger.write(HELD, Occupants.held(Occupants.VIM));
        slack.next("post", new SlackFault.Refused("chat.postMessage", "invalid_blocks", ""), false);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN))
                .singleElement()
                .satisfies(asked -> assertThat(asked.blocks()).isEmpty());
    }

    private static void untilKilled(Ledger durable, Pinboard board) throws SlackFault {
        try {
            new DirectMessages(board, durable, durable).tell(42);
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    private static String buttons(Pinboard.Message message) {
        return BlockLimits.json(message.blocks());
    }
}
