package dev.sojourn.slack.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.Variations;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.thread.Teller;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People who cannot be asked directly: they hold nobody up, least of all the job's thread. */
class UnreachableTest {

    private static final Job HELD = Sample.in(JobState.OUTBOUND, Step.PREFLIGHT);
    private static final Fact BOTH = Occupants.held(Occupants.VIM, Occupants.BOBS_SHELL);
    private static final SlackFault NOBODY = new SlackFault.Refused("conversations.open", "user_not_found", "");

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final DirectMessages direct = new DirectMessages(slack, ledger, ledger);
    private final Teller teller = new Teller(
            slack,
            new Teller.Sources(ledger, ledger, job -> Optional.empty(), (job, limit) -> Optional.empty()),
            new Cards(slack, () -> Sample.START, Duration.ofSeconds(3)),
            () -> List.of(),
            "sojourn",
            () -> Sample.START);

    @Test
    void whoCannotBeAskedIsNamedInTheThreadOnceAndOthersAreAsked() throws SlackFault {
        slack.always("direct U0BOB", NOBODY);
        ledger.write(HELD, BOTH);
        teller.tell(42);
        direct.tell(42);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(slack.thread())
                .hasSize(2)
                .last()
                .isEqualTo("I cannot ask <@U0BOB> by direct message (user_not_found). Somebody tell them, please: the"
                        + " build waits for `zsh` (pid 900, stands in it).");
        ledger.write(HELD, new Fact.HeldNoMore());
        direct.tell(42);
        assertThat(ledger.behind(DirectMessages.READER, 10)).isEmpty();
        assertThat(slack.to(Sample.ANN).get(0).text()).startsWith("Nobody holds");
    }

    @Test
    void theNameWaitsForAThreadToBeSaidIn() throws SlackFault {
        slack.always("post DU0BOB", new SlackFault.Refused("chat.postMessage", "messages_tab_disabled", ""));
        ledger.write(HELD, BOTH);
        assertThat(direct.tell(42)).isPresent();
        assertThat(direct.tell(42)).isPresent();
        assertThat(slack.count("post")).as("Ann once, Bob once").isEqualTo(2);
        teller.tell(42);
        assertThat(direct.tell(42)).isEmpty();

        assertThat(slack.thread()).last().asString().contains("<@U0BOB>", "messages_tab_disabled");
    }

    @Test
    void aCrashAfterTheThreadWasToldDoesNotTellItAgain() throws SlackFault {
        slack.always("direct U0BOB", NOBODY);
        ledger.write(HELD, Occupants.held(Occupants.BOBS_SHELL));
        teller.tell(42);
        slack.next("post", new SlackFault.Away("chat.postMessage", "timeout"), true);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Away.class);
        new DirectMessages(slack, ledger, ledger).tell(42);

        assertThat(slack.thread()).hasSize(2);
    }

    @Test
    void aUserOfAVolumeWithoutOwnersIsNamedInTheThread() throws SlackFault {
        Job ownerless =
                Sample.replanned(HELD, plan -> Variations.on(Variations.volume("/mnt/llvm/src", List.of()), plan));
        ledger.write(ownerless, Occupants.held(Occupants.DATABASE));
        teller.tell(42);
        direct.tell(42);

        assertThat(slack.thread())
                .last()
                .asString()
                .contains("I cannot ask `postgres` by direct message (nobody is named for that user)");
    }

    @Test
    void aSlackThatTakesNoDirectMessagesDelaysNeitherThreadNorCard() throws SlackFault {
        slack.always("direct", new SlackFault.Away("conversations.open", "missing_scope"));
        ledger.write(HELD, BOTH);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Away.class);
        teller.tell(42);
        ledger.write(HELD, new Fact.HeldNoMore());
        teller.tell(42);

        assertThat(slack.thread()).hasSize(2).last().isEqualTo("Nobody holds the volume any more: the build goes on.");
    }

    @Test
    void oneWhoCannotBeAskedNowKeepsNobodyElseFromBeingAsked() throws SlackFault {
        slack.next("direct U0ANN", new SlackFault.Away("conversations.open", "timeout"), false);
        ledger.write(HELD, BOTH);
        assertThatThrownBy(() -> direct.tell(42)).isInstanceOf(SlackFault.Away.class);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        direct.tell(42);

        assertThat(slack.to(Sample.ANN)).hasSize(1);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
    }
}
