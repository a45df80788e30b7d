package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Rights;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.note.ApprovalNotes;
import dev.sojourn.slack.thread.Ends;
import dev.sojourn.slack.thread.Loudness;
import dev.sojourn.slack.thread.ThreadLine;
import dev.sojourn.slack.thread.WatcherMessages;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people hear in their quiet hours, and what waits for their end. */
class QuietTest {

    private static final Instant EVENING = Instant.parse("2026-11-23T18:00:00Z");
    private static final Instant EXPIRES = EVENING.plus(Duration.ofHours(2));
    private static final Fact ENDED = new Fact.Ended(
            JobState.SUCCEEDED,
            Usd.of("0.37"),
            Duration.ofMinutes(41),
            Optional.of(Sample.passed()),
            Optional.of(Sample.BUILT));

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final MemoryWatchers watchers = new MemoryWatchers();
    private final FixedQuiet quiet = FixedQuiet.allDayFor(Sample.ANN, Sample.BOB);
    private Instant now = Sample.START.plusSeconds(3600);

    private final WatcherMessages telling = new WatcherMessages(slack, ledger, ledger, watchers, quiet, () -> now);

    private static Job over() {
        return Sample.over(Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), EVENING);
    }

    @Test
    void aWatcherHearsOfTheEndWhenTheQuietEndsAndOnce() throws SlackFault {
        watchers.add(42, Sample.BOB, Sample.START);
        watchers.add(42, "U0CLEO", Sample.START);
        ledger.write(over(), ENDED);
        telling.tell(42);
        assertThat(slack.to(Sample.BOB)).isEmpty();
        assertThat(slack.to("U0CLEO")).hasSize(1);
        assertThat(ledger.behind(WatcherMessages.READER, 10))
                .as("is met again, also after a restart")
                .contains(42L);
        now = EVENING;
        assertThat(telling.tell(42)).isEmpty();
        telling.tell(42);
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        assertThat(slack.to("U0CLEO")).hasSize(1);
        assertThat(ledger.behind(WatcherMessages.READER, 10)).isEmpty();
    }

    @Test
    void whoeverAskedIsNotMentionedInTheThreadAndIsToldAfterwards() throws SlackFault {
        ledger.write(over(), ENDED);
        JobEvent event = ledger.events(42, 0).get(0);
        Loudness loudness = new Loudness(quiet, watchers::of, Ends.NONE);
        ThreadLine line = ThreadLine.of(event, over(), Sample.history(), List.of(), loudness)
                .orElseThrow();
        assertThat(line.content().text()).startsWith("Job #42, `main`, is done").doesNotContain("<@");
        telling.tell(42);
        assertThat(slack.messages).isEmpty();
        now = EVENING;
        telling.tell(42);
        assertThat(slack.to(Sample.ANN)).hasSize(1);
    }

    @Test
    void aVolumeThatIsNotHomeBreaksTheQuiet() throws SlackFault {
        watchers.add(42, Sample.BOB, Sample.START);
        Fact trouble = new Fact.AttentionNeeded("it is stuck", "look at it");
        ledger.write(Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST), trouble);
        assertThat(telling.tell(42)).isEmpty();
        assertThat(slack.to(Sample.BOB)).hasSize(1);
        ThreadLine line = ThreadLine.of(
                        ledger.events(42, 0).get(0),
                        Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST),
                        Sample.history(),
                        List.of(),
                        new Loudness(quiet, watchers::of, Ends.NONE))
                .orElseThrow();
        assertThat(line.content().text()).startsWith("<@U0ANN> Action needed");
        assertThat(line.broadcast()).isTrue();
    }

    @Test
    void anApproverIsAskedWhenTheQuietEndsUnlessItIsDecidedByThen() throws SlackFault {
        Fact asked = new Fact.ApprovalAsked(List.of("64 vCPUs are 32 or more"), EXPIRES);
        Job waiting = Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
                .with(draft -> draft.approvalExpires = Optional.of(EXPIRES));
        Rights rights = new Rights(new Policy(Set.of(), Set.of(), Set.of(Sample.BOB, "U0CLEO"), false, 10));
        ApprovalNotes notes = new ApprovalNotes(slack, ledger, ledger, rights, quiet, () -> now);
        ledger.write(waiting, asked);
        notes.tell(42);
        assertThat(ledger.behind(ApprovalNotes.READER, 10)).contains(42L);
        assertThat(slack.to(Sample.BOB)).isEmpty();
        assertThat(slack.to("U0CLEO")).hasSize(1);
        now = EVENING;
        notes.tell(42);
        assertThat(slack.to(Sample.BOB)).hasSize(1);

        Loudness loudness = new Loudness(quiet, watchers::of, Ends.NONE);
        JobEvent event = Sample.events(asked).get(0);
        assertThat(line(event, List.of(Sample.BOB, "U0CLEO"), loudness)).startsWith("<@U0CLEO> Approval needed");
        assertThat(line(event, List.of(Sample.BOB), loudness))
                .startsWith("Approval needed")
                .endsWith("has quiet hours now, and is asked when they end.");
    }

    private static String line(JobEvent event, List<String> approvers, Loudness loudness) {
        return ThreadLine.of(event, Sample.queued("main"), Sample.history(), approvers, loudness)
                .orElseThrow()
                .content()
                .text();
    }

    @Test
    void theChannelHearsOfAnEndWhereTheConfigurationOrTheAskerWantsIt() {
        JobEvent event = Sample.events(ENDED).get(0);
        assertThat(isAloud(event, Ends.NONE)).isFalse();
        assertThat(isAloud(event, Ends.FAILED)).isFalse();
        assertThat(isAloud(event, Ends.ALL)).isTrue();
        watchers.add(42, Sample.CHANNEL, Sample.START);
        assertThat(isAloud(event, Ends.NONE)).isTrue();
    }

    private boolean isAloud(JobEvent event, Ends ends) {
        return ThreadLine.of(event, over(), Sample.history(), List.of(), new Loudness(quiet, watchers::of, ends))
                .orElseThrow()
                .broadcast();
    }
}
