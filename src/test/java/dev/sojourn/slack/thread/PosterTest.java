package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.SlackSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PosterTest {

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final AtomicBoolean turn = new AtomicBoolean(true);
    private final AtomicReference<Optional<Progress>> progress = new AtomicReference<>(Optional.empty());
    private final Poster poster = poster();

    @AfterEach
    void stop() throws InterruptedException {
        poster.stop(Duration.ofSeconds(5));
    }

    @Test
    void whatIsWrittenIsSaidAtOnceAndWhatWasWrittenBeforeTheStartToo() {
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        poster.start();
        await().untilAsserted(() -> assertThat(slack.thread()).hasSize(1));
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.Approved(Sample.BOB, false));
        await().untilAsserted(() -> assertThat(slack.thread()).hasSize(2));
    }

    @Test
    void whileSlackIsAwayNothingIsLostOrReordered() {
        slack.always("post", new SlackFault.Away("chat.postMessage", "no answer"));
        poster.start();
        for (int count = 1; count <= 20; count++) {
            ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.Approved("U" + count, false));
        }
        await().until(() -> slack.count("post") >= 4);
        slack.cure();

        await().untilAsserted(() -> assertThat(slack.thread()).hasSize(20));
        for (int count = 1; count <= 20; count++) {
            assertThat(slack.thread().get(count - 1)).isEqualTo("Approved by <@U" + count + ">.");
        }
        assertThat(slack.cards()).hasSize(1);
    }

    @Test
    void aLimitIsWaitedOutAndNothingIsSaidTwice() {
        slack.next("post", new SlackFault.Limited("chat.postMessage", Duration.ofMillis(50)), false);
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        poster.start();

        await().untilAsserted(() -> assertThat(slack.thread()).hasSize(1));
        assertThat(slack.cards()).hasSize(1);
    }

    @Test
    void progressIsOnTheCardWithoutAnyEvent() {
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        poster.start();
        for (int done : List.of(10, 20, 30)) {
            progress.set(Optional.of(Sample.progress(done, 100)));
            await().untilAsserted(() -> assertThat(slack.card().text()).contains(done + " of 100"));
        }
        assertThat(slack.thread()).hasSize(1);
    }

    @Test
    void onlyTheProcessWhoseTurnItIsPosts() {
        turn.set(false);
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.CommitPinned(Sample.COMMIT, 50_000));
        poster.start();
        ledger.write(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD), new Fact.Approved(Sample.BOB, false));
        assertThat(slack.calls).isEmpty();
        turn.set(true);

        await().untilAsserted(() -> assertThat(slack.thread()).hasSize(2));
    }

    private Poster poster() {
        SlackSettings settings = new SlackSettings(
                Optional.of(URI.create("http://127.0.0.1:1/api/")),
                "xoxb-1",
                "xapp-1",
                "/llvm-build",
                "sojourn",
                Duration.ofMillis(20),
                Duration.ofMillis(10),
                Duration.ofMillis(40),
                Duration.ofSeconds(1));
        InstantSource clock = InstantSource.system();
        Teller.Sources sources =
                new Teller.Sources(ledger, ledger, job -> progress.get(), (job, limit) -> Optional.empty());
        Teller teller = new Teller(
                slack, sources, new Cards(slack, clock, settings.cardEvery()), () -> List.of(), "sojourn", clock);
        return new Poster(teller, sources, turn::get, settings, clock);
    }
}
