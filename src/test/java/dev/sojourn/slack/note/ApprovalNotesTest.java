package dev.sojourn.slack.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.command.Rights;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.card.Card;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalNotesTest {

    private static final String CLEO = "U0CLEO";
    private static final Instant EXPIRES = Sample.START.plusSeconds(1).plus(Duration.ofHours(4));
    private static final Fact ASKED = new Fact.ApprovalAsked(List.of("64 vCPUs are 32 or more"), EXPIRES);
    private static final Job WAITING = Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
            .with(draft -> draft.approvalExpires = Optional.of(EXPIRES));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final Rights rights =
            new Rights(new Policy(Set.of(), Set.of(), Set.of(Sample.ANN, Sample.BOB, CLEO), false, 10));
    private Instant now = Sample.START.plusSeconds(10);
    private final ApprovalNotes notes = new ApprovalNotes(slack, ledger, ledger, rights, () -> now);

    @Test
    void everybodyWhoMayDecideIsAskedOnceAndTheRequesterIsNot() throws SlackFault {
        ledger.write(WAITING, ASKED);
        notes.tell(42);
        notes.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(slack.to(CLEO)).hasSize(1);
        assertThat(slack.to(Sample.ANN)).isEmpty();
        assertThat(ledger.behind(ApprovalNotes.READER, 10)).isEmpty();
    }

    @Test
    void theTextAloneSaysWhoAsksForWhatAtWhichPriceAndForHowLong() throws SlackFault {
        ledger.write(WAITING, ASKED);
        notes.tell(42);
        Pinboard.Message note = slack.to(Sample.BOB).get(0);

        assertThat(note.text())
                .isEqualTo("<@U0ANN> asks to spend $0.31–$0.44, at most $0.88, on job #42: `main` (`0123456789`"
                        + " [clang] Fix the thing), about 38 min on `c7i.16xlarge (spot)` at $0.54/h, volume `ann`. Until "
                        + Mrkdwn.date(EXPIRES) + ".");
        assertThat(BlockLimits.json(note.blocks()))
                .contains("sojourn-note-approve", "sojourn-note-deny", "sojourn-note-ahead")
                .as("one tap has to do")
                .doesNotContain("\"confirm\"");
        BlockLimits.assertKept(new Content(note.text(), note.blocks()));
    }

    @Test
    void onceItIsDecidedEveryMessageSaysByWhomAndHasNoButtons() throws SlackFault {
        ledger.write(WAITING, ASKED);
        notes.tell(42);
        ledger.write(Sample.in(JobState.QUEUED, Step.PREFLIGHT), new Fact.Approved(CLEO, false));
        notes.tell(42);

        assertThat(slack.messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.text()).startsWith("Approved by <@U0CLEO>").contains("job #42, `main` for <@U0ANN>");
            assertThat(BlockLimits.json(message.blocks())).doesNotContain("sojourn-note");
        });
        long edits = slack.count("update");
        ledger.write(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE), ended(JobState.SUCCEEDED));
        notes.tell(42);
        assertThat(slack.count("update"))
                .as("what came of the build is not its matter")
                .isEqualTo(edits);
    }

    @Test
    void aDenialIsTakenOverWithItsReasonAndAnExpiryAndAWithdrawalAreSaid() throws SlackFault {
        assertThat(after(new Fact.Denied(CLEO, "not today"))).startsWith("Denied by <@U0CLEO> (not today)");
        assertThat(after(new Fact.ApprovalExpired())).startsWith("Nobody answered in time, and nothing was launched");
        assertThat(after(new Fact.CancelAsked(Sample.ANN))).startsWith("Cancelled by <@U0ANN>");
        assertThat(after(new Fact.Lowered(Sample.ANN, Sample.SPOT))).startsWith("Not needed any more: <@U0ANN> chose");
    }

    private String after(Fact outcome) throws SlackFault {
        Ledger fresh = new Ledger();
        Pinboard board = new Pinboard();
        ApprovalNotes reader = new ApprovalNotes(board, fresh, fresh, rights, () -> now);
        fresh.write(WAITING, ASKED);
        reader.tell(42);
        fresh.write(WAITING, outcome);
        reader.tell(42);
        return board.to(Sample.BOB).get(0).text();
    }

    @Test
    void atHalfOfTheTimeWhoHasNotAnsweredIsAskedAgainAndOnlyTheNewerMessageCanBePressed() throws SlackFault {
        ledger.write(WAITING, ASKED);
        assertThat(notes.tell(42)).contains(Duration.ofHours(2).minusSeconds(9));
        now = Sample.START.plusSeconds(1).plus(Duration.ofHours(2));
        assertThat(notes.tell(42)).isEmpty();
        notes.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(2);
        assertThat(slack.to(Sample.BOB).get(0).text()).startsWith("This is asked again, in a newer message");
        assertThat(BlockLimits.json(slack.to(Sample.BOB).get(0).blocks())).doesNotContain("sojourn-note");
        assertThat(slack.to(Sample.BOB).get(1).text())
                .startsWith("Still waiting for a yes or no: <@U0ANN> asks to spend");
        CardIndex index = new CardIndex(ledger, ledger);
        assertThat(index.isNoteTo(
                        Sample.BOB, 42, "DU0BOB", slack.to(Sample.BOB).get(0).ts()))
                .isFalse();
        assertThat(index.isNoteTo(
                        Sample.BOB, 42, "DU0BOB", slack.to(Sample.BOB).get(1).ts()))
                .isTrue();
    }

    @Test
    void whoeverLeavesItToAnotherIsAskedNoMoreAndTheOtherHearsOfItAtOnce() throws SlackFault {
        ledger.write(WAITING, ASKED);
        notes.tell(42);
        ledger.write(WAITING, new Fact.Delegated(Sample.BOB, CLEO));
        notes.tell(42);
        notes.tell(42);

        assertThat(slack.to(Sample.BOB)).singleElement().satisfies(note -> {
            assertThat(note.text()).startsWith("You left it to <@U0CLEO>").contains("job #42");
            assertThat(BlockLimits.json(note.blocks())).doesNotContain("sojourn-note");
        });
        assertThat(slack.to(CLEO)).hasSize(2);
        assertThat(slack.to(CLEO).get(0).text()).startsWith("This is asked again, in a newer message");
        assertThat(slack.to(CLEO).get(1).text())
                .startsWith("<@U0BOB> leaves the decision to you. <@U0ANN> asks to spend");
        now = Sample.START.plusSeconds(1).plus(Duration.ofHours(2));
        notes.tell(42);
        assertThat(slack.to(Sample.BOB)).as("is not reminded").hasSize(1);
        assertThat(slack.to(CLEO)).hasSize(3);
        assertThat(slack.to(CLEO).get(2).text()).contains("Still waiting for a yes or no");
        ledger.write(WAITING, new Fact.Approved(CLEO, false));
        notes.tell(42);
        assertThat(slack.to(Sample.BOB).get(0).text()).startsWith("Approved by <@U0CLEO>");
    }

    @Test
    void whatComesBackToSomebodyCanBeDecidedByThemAgain() throws SlackFault {
        ledger.write(WAITING, ASKED, new Fact.Delegated(Sample.BOB, CLEO));
        notes.tell(42);
        assertThat(slack.to(Sample.BOB)).isEmpty();
        ledger.write(WAITING, new Fact.Delegated(CLEO, Sample.BOB));
        notes.tell(42);
        assertThat(slack.to(Sample.BOB))
                .singleElement()
                .satisfies(note -> assertThat(BlockLimits.json(note.blocks())).contains("sojourn-note-approve"));
        assertThat(slack.to(CLEO).get(0).text()).startsWith("You left it to <@U0BOB>");
    }

    @Test
    void whatWasDecidedBeforeAnybodyCouldBeAskedAsksNobody() throws SlackFault {
        ledger.write(WAITING, ASKED, new Fact.Approved(CLEO, false));
        notes.tell(42);
        assertThat(slack.messages).isEmpty();
    }

    @Test
    void aMessageWhoseAnswerWasLostIsLookedForAndNotSentTwice() throws SlackFault {
        ledger.write(WAITING, ASKED);
        slack.next("post", new SlackFault.Away("chat.postMessage", "no answer"), true);
        assertThatThrownBy(() -> notes.tell(42)).isInstanceOf(SlackFault.Away.class);
        ApprovalNotes afterACrash = new ApprovalNotes(slack, ledger, ledger, rights, () -> now);
        afterACrash.tell(42);

        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(slack.to(CLEO)).hasSize(1);
        ledger.write(WAITING, new Fact.Approved(CLEO, false));
        afterACrash.tell(42);
        assertThat(slack.to(Sample.BOB).get(0).text()).startsWith("Approved by");
    }

    @Test
    void whoCannotBeReachedKeepsNobodyElseFromBeingAsked() throws SlackFault {
        slack.always("post DU0BOB", new SlackFault.Refused("chat.postMessage", "account_inactive", ""));
        ledger.write(WAITING, ASKED);
        notes.tell(42);
        notes.tell(42);

        assertThat(slack.to(CLEO)).hasSize(1);
        assertThat(slack.count("post")).as("tried once").isEqualTo(2);
    }

    @Test
    void theApprovalIsOnTheCardWhateverComesLater() {
        Job approved = Sample.in(JobState.OUTBOUND, Step.RUN_BUILD)
                .with(draft -> draft.approval = Optional.of(new Approval(Sample.BOB, Sample.START, "digest", "sha")));
        for (Job job : List.of(approved, approved.with(draft -> draft.cancelAskedBy = Optional.of(Sample.ANN)))) {
            Snapshot view = new Snapshot(job, Sample.history(), Optional.empty(), List.of());
            assertThat(BlockLimits.json(Card.of(view, now).body())).contains("*Approved by*\\n\\u003c@U0BOB\\u003e");
        }
    }

    private static Fact ended(JobState state) {
        return new Fact.Ended(state, Usd.ZERO, Duration.ZERO, Optional.empty(), Optional.empty());
    }
}
