package dev.sojourn.slack.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.thread.Teller;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardLinksTest {

    private static final Job BUILDING = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private Instant now = Sample.START;
    private Optional<Progress> progress = Optional.empty();
    private final Teller teller = new Teller(
            slack,
            new Teller.Sources(ledger, ledger, job -> progress, (job, limit) -> Optional.empty()),
            new Cards(slack, () -> now, Duration.ofSeconds(3)),
            () -> List.of(),
            "sojourn",
            () -> now);

    @Test
    void theCardsAddressIsAskedForOnceAndAgainForANewCard() throws SlackFault {
        ledger.write(BUILDING, new Fact.CommitPinned(Sample.COMMIT, 50_000));
        teller.tell(42);
        teller.tell(42);
        String first = slack.card().ts();

        assertThat(slack.count("link")).isEqualTo(1);
        assertThat(new CardLinks(ledger).of(42))
                .hasValueSatisfying(link -> assertThat(link).endsWith(first));
        slack.messages.clear();
        now = now.plusSeconds(60);
        progress = Optional.of(Sample.progress(10, 100));
        teller.tell(42);
        assertThat(new CardLinks(ledger).of(42))
                .hasValueSatisfying(
                        link -> assertThat(link).endsWith(slack.card().ts()).doesNotEndWith(first));
    }

    @Test
    void anAddressThatSlackDoesNotTellHoldsNothingUpAndIsAskedForLater() throws SlackFault {
        ledger.write(BUILDING, new Fact.CommitPinned(Sample.COMMIT, 50_000));
        slack.next("link", new SlackFault.Away("chat.getPermalink", "timeout"), false);
        teller.tell(42);
        assertThat(slack.thread()).hasSize(1);
        assertThat(new CardLinks(ledger).of(42)).isEmpty();
        teller.tell(42);
        assertThat(slack.count("link")).as("not at once").isEqualTo(1);
        now = now.plusSeconds(10);
        teller.tell(42);

        assertThat(new CardLinks(ledger).of(42)).isPresent();
    }
}
