package dev.sojourn.slack.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.words.Snapshot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardTest {

    private static final Instant NOW = Sample.START.plus(Duration.ofMinutes(20));

    @ParameterizedTest
    @EnumSource(JobState.class)
    void everyStateIsASentenceWithinSlacksSizes(JobState state) {
        Card card = Card.of(Sample.snapshot(Sample.withBuilder(Sample.in(state, Step.RUN_BUILD))), NOW);

        BlockLimits.assertKept(card.content());
        assertThat(card.content().blocks()).hasSizeLessThanOrEqualTo(10);
        assertThat(card.text()).startsWith("Build #42 of `main`: ");
    }

    @Test
    void aQueuedJobTellsWhomItWaitsFor() {
        Job ahead = Sample.in(JobState.OUTBOUND, Step.RUN_BUILD).with(draft -> draft.stored(41, 7));
        Job job = Sample.queued("main");
        Card card = Card.of(
                new Snapshot(job, Sample.history(), Optional.empty(), Snapshot.ahead(job, List.of(ahead, job))), NOW);

        assertThat(card.text()).isEqualTo("Build #42 of `main`: queued, position 1, behind #41");
        assertThat(json(card)).contains("sojourn-cancel").doesNotContain("sojourn-approve");
    }

    @Test
    void approvalShowsThePriceAndTheReasonBeforeAnybodyPresses() {
        Job job = Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
                .with(draft -> draft.approvalExpires = Optional.of(NOW));
        String json = json(Card.of(Sample.snapshot(job), NOW));

        assertThat(json)
                .contains("sojourn-approve", "sojourn-deny", "sojourn-cancel")
                .contains("Launch c7i.16xlarge (spot)?", "about $0.54/h, estimate $0.31–$0.44, at most $0.88")
                .contains("Needed because 64 vCPUs are 32 or more", "0123456789");
    }

    @Test
    void buttonsAreGoneOnceDecided() {
        assertThat(json(Card.of(Sample.snapshot(Sample.in(JobState.QUEUED, Step.PREFLIGHT)), NOW)))
                .doesNotContain("sojourn-approve", "sojourn-deny");
        Job cancelling = Sample.in(JobState.OUTBOUND, Step.RUN_BUILD)
                .with(draft -> draft.cancelAskedBy = Optional.of(Sample.BOB));
        assertThat(json(Card.of(Sample.snapshot(cancelling), NOW)))
                .doesNotContain("sojourn-")
                .contains("*Cancelling* – asked by \\u003c@U0BOB\\u003e");
        assertThat(json(Card.of(Sample.snapshot(Sample.in(JobState.HOMEBOUND, Step.ATTACH_TO_HOST)), NOW)))
                .doesNotContain("sojourn-");
    }

    @Test
    void aBuildingJobShowsABarWithCountAndTimeLeft() {
        Job job = Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
        Card card =
                Card.of(new Snapshot(job, Sample.history(), Optional.of(Sample.progress(1843, 4980)), List.of()), NOW);

        assertThat(card.text())
                .isEqualTo("Build #42 of `main`: building, ▓▓▓░░░░░░░ 37 %, 1,843 of 4,980, about 14 min left");
        assertThat(json(card)).contains("so far (estimate $0.31–$0.44, at most $0.88)", "i-0big", "19 min so far");
    }

    @Test
    void aDoneJobTellsTimeCostBesideTheEstimateAndWhereTheVolumeIs() {
        Card card = Card.of(Sample.snapshot(done(), Sample.goodJob()), NOW);

        assertThat(card.text())
                .isEqualTo(
                        "Build #42 of `main`: done, in 41 min, $0.37 (said $0.31–$0.44; list price, not your invoice), "
                                + "volume home on `i-0host`, mounted");
        assertThat(json(card)).contains("*Build:* passed in 37 min", "✓ Building", "Build again");
    }

    @Test
    void theBuildAndTheVolumeAreTwoFacts() {
        Job job = Sample.withBuilder(Sample.in(JobState.NEEDS_ATTENTION, Step.ATTACH_TO_HOST))
                .with(draft -> {
                    draft.build = Optional.of(Sample.passed());
                    draft.problem = Optional.of("AttachVolume was refused: UnauthorizedOperation");
                });
        String json = json(Card.of(
                Sample.snapshot(
                        job,
                        new Fact.StepStarted(Step.DETACH_FROM_HOST),
                        new Fact.AttentionNeeded("AttachVolume was refused", "Give the role ec2:AttachVolume")),
                NOW));

        assertThat(json)
                .contains("Action needed: volume ann is not back on its host*", "UnauthorizedOperation")
                .contains("*What to do:* Give the role ec2:AttachVolume", "*Build:* passed in 37 min")
                .contains("✗ *Attaching to the host*", "sojourn-resume")
                .doesNotContain("sojourn-cancel");
    }

    @Test
    void aDeniedJobNamesWhoAndWhy() {
        Card card = Card.of(
                Sample.snapshot(
                        Sample.over(Sample.in(JobState.CANCELLED, Step.PREFLIGHT), NOW),
                        new Fact.Denied(Sample.BOB, "use the small one <!channel>")),
                NOW);

        assertThat(card.text())
                .contains("cancelled, denied by <@U0BOB> (use the small one &lt;!channel&gt;)")
                .contains("nothing, no builder was launched", "volume at home on `i-0host`, never moved");
    }

    @Test
    void hostileTextOfAnyLengthStaysText() {
        String hostile = ("<!channel> `x` *b* \u202e<https://evil|main> & ").repeat(300);
        Job job = Sample.over(
                Sample.withBuilder(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE))
                        .with(draft -> {
                            draft.commit = Optional.of(new Commit(Sample.COMMIT.sha(), hostile));
                            draft.build = Optional.of(Sample.failed(hostile));
                            draft.homeward = Optional.of(
                                    new Homeward(Homeward.Reason.STEP_FAILED, Optional.of(hostile), hostile));
                        }),
                NOW);
        Card card = Card.of(
                Sample.snapshot(job, new Fact.Refused(hostile, hostile), new Fact.Denied(hostile, hostile)), NOW);

        BlockLimits.assertKept(card.content());
        assertThat(json(card) + card.text()).doesNotContain("\\u003c!channel", "<!channel", "<https://evil", "\u202e");
    }

    @Test
    void onlyWhatAReaderWouldSeeMakesACardDifferent() {
        Job job = Sample.withBuilder(Sample.in(JobState.HOMEBOUND, Step.ATTACH_TO_HOST));
        Card card = Card.of(Sample.snapshot(Sample.in(JobState.QUEUED, Step.PREFLIGHT)), NOW);

        assertThat(card.looksLike(
                        Card.of(Sample.snapshot(Sample.in(JobState.QUEUED, Step.PREFLIGHT)), NOW.plusSeconds(2))))
                .isTrue();
        assertThat(card.looksLike(Card.of(Sample.snapshot(job), NOW))).isFalse();
    }

    @Test
    void aStepThatIsWalkedAgainIsOpenAgain() {
        Fact[] lost = {
            new Fact.StepStarted(Step.LAUNCH_BUILDER),
            new Fact.StepDone(Step.LAUNCH_BUILDER, Duration.ofSeconds(30)),
            new Fact.StepStarted(Step.DETACH_FROM_HOST),
            new Fact.StepDone(Step.DETACH_FROM_HOST, Duration.ofSeconds(8)),
            new Fact.BuilderLost(1, "taken back"),
            new Fact.StepStarted(Step.LAUNCH_BUILDER)
        };
        String json = json(Card.of(
                Sample.snapshot(Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.LAUNCH_BUILDER)), lost), NOW));

        assertThat(json)
                .contains("▸ *Launching the builder*", "○ Detaching from the host")
                .contains("between `i-0host` and the builder");
    }

    private static Job done() {
        return Sample.over(
                        Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)),
                        Sample.START.plusSeconds(60).plus(Duration.ofMinutes(41)))
                .with(draft -> draft.build = Optional.of(Sample.passed()));
    }

    private static String json(Card card) {
        return BlockLimits.json(card.content().blocks());
    }

    @Test
    void aLinkToTheJobsPageStandsInTheFooterSoThatSigningItAnewIsNoEdit() {
        Snapshot view = Sample.snapshot(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD));
        URI first = URI.create("https://sojourn.example.org/jobs/42?pass=1.a");
        URI second = URI.create("https://sojourn.example.org/jobs/42?pass=2.b");
        Card card = Card.of(view, Sample.START, Optional.empty(), Optional.of(first));

        assertThat(card.footer().toString()).contains("<" + first + "|Dashboard>");
        assertThat(card.looksLike(Card.of(view, Sample.START, Optional.empty(), Optional.of(second))))
                .isTrue();
    }
}
