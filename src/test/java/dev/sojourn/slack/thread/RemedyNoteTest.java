package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.card.Card;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemedyNoteTest {

    private static final Instant NOW = Sample.START;
    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final Teller teller = new Teller(
            slack,
            new Teller.Sources(ledger, ledger, job -> Optional.empty(), (job, limit) -> Optional.empty()),
            new Cards(slack, () -> NOW, Duration.ofSeconds(3)),
            () -> List.of(),
            "sojourn",
            () -> NOW);

    @Test
    void aRefusalThatSomethingHelpsAgainstHasAButtonForIt() throws SlackFault {
        ledger.write(Sample.withRemedy(), new Fact.Refused("12 GiB are free", ""));
        teller.tell(42);

        assertThat(slack.whispers).hasSize(1);
        assertThat(BlockLimits.json(slack.whispered.get(0).blocks()))
                .contains("sojourn-remedy", "Clear slot 2 and build", "12 GiB are free", "is deleted");
        BlockLimits.assertKept(slack.whispered.get(0));
    }

    @Test
    void aRefusalWhoseFormIsRefusedIsSaidInPlainText() throws SlackFault {
        ledger.write(Sample.withRemedy(), new Fact.Refused("12 GiB are free", ""));
        slack.next("whisper", new SlackFault.Refused("chat.postEphemeral", "invalid_blocks", ""), false);
        teller.tell(42);

        assertThat(slack.whispered)
                .singleElement()
                .satisfies(said -> assertThat(said.blocks()).isEmpty());
    }

    @Test
    void whatWouldHelpIsAButtonThatSaysWhatItDeletes() {
        String json = json(Card.of(Sample.snapshot(Sample.withRemedy()), NOW));

        assertThat(json)
                .contains("sojourn-remedy", "Clear slot 2 and build?", "What was built in slot 2 (llvm) is deleted")
                .contains("sojourn-again");
        assertThat(json(Card.of(Sample.snapshot(Sample.in(JobState.FAILED, Step.PREFLIGHT)), NOW)))
                .doesNotContain("sojourn-remedy");
    }

    @Test
    void aRemedyOfAnyLengthKeepsToSlacksSizes() {
        String long_ = "Rebuild & clear ".repeat(60);
        Job job = Sample.in(JobState.FAILED, Step.PREFLIGHT)
                .with(draft -> draft.homeward = Optional.of(new Homeward(
                        Homeward.Reason.STEP_FAILED,
                        Optional.empty(),
                        long_,
                        Optional.of(new Remedy(long_, long_, BuildOptions.of("main"))))));

        BlockLimits.assertKept(Card.of(Sample.snapshot(job), NOW).content());
        BlockLimits.assertKept(RemedyNote.of(new Fact.Refused("<".repeat(5000), long_), job));
    }

    private static String json(Card card) {
        return BlockLimits.json(card.content().blocks());
    }
}
