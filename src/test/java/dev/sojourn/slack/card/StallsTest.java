package dev.sojourn.slack.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackRules;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A build that says nothing for long. */
class StallsTest {

    private static final Job BUILDING = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final Stalls stalls = new Stalls(slack, () -> Sample.START.plusSeconds(3600));

    private void tell(Duration quiet, Fact... facts) throws SlackFault {
        Progress progress = new Progress(
                42,
                1,
                Sample.START,
                "build",
                1843,
                4980,
                Optional.empty(),
                "Linking CXX executable bin/clang `x` <!here>",
                quiet);
        Bookmark bookmark = Bookmark.of(ledger, 42);
        if (bookmark.card().isEmpty()) {
            bookmark.placeCard(new Bookmark.CardPlace(Sample.CHANNEL, "1000.0"));
        }
        stalls.tell(new Snapshot(BUILDING, Sample.history(facts), Optional.of(progress), List.of()), bookmark);
    }

    @Test
    void itIsSaidOnceWithWhatTheBuildWasAtAndWhatItCosts() throws SlackFault {
        Fact started = new Fact.BuildStarted(1, "/mnt/llvm/log");
        tell(Duration.ofMinutes(9), started);
        assertThat(slack.messages).isEmpty();
        tell(Duration.ofMinutes(10), started);
        tell(Duration.ofMinutes(25), started);
        assertThat(slack.messages).hasSize(1);
        String words = slack.messages.get(0).text();
        SlackRules.assertText(words, 4000);
        assertThat(words)
                .contains("nothing for 10 min", "Linking CXX executable bin/clang", "1,843 of 4,980", "so far");
        Golden.assertText("replies/a-build-that-stalls", words);
    }

    @Test
    void theNextBuildOfTheJobMayStallAnew() throws SlackFault {
        Fact first = new Fact.BuildStarted(1, "/mnt/llvm/log");
        tell(Duration.ofMinutes(10), first);
        tell(Duration.ofMinutes(10), first, new Fact.BuilderLost(1, "gone"), new Fact.BuildStarted(2, "/mnt/llvm/log"));
        assertThat(slack.messages).hasSize(2);
    }

    @Test
    void oneWhoseAnswerWasLostIsLookedForAndNotSaidTwice() throws SlackFault {
        Fact started = new Fact.BuildStarted(1, "/mnt/llvm/log");
        slack.next("post", new SlackFault.Away("chat.postMessage", "no answer"), true);
        assertThatThrownBy(() -> tell(Duration.ofMinutes(10), started)).isInstanceOf(SlackFault.Away.class);
        tell(Duration.ofMinutes(11), started);
        assertThat(slack.messages).hasSize(1);
    }
}
