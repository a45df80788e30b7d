package dev.sojourn.slack.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackRules;
import dev.sojourn.slack.card.Card;
import dev.sojourn.slack.thread.EndLine;
import dev.sojourn.slack.workspace.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a build that failed in a known way, and the button that helps. */
class MishapTextTest {

    private static final Instant END = Sample.START.plusSeconds(900);

    private static BuildResult build(BuildResult.Cause cause, String error) {
        BuildResult failed = Sample.failed(error);
        return new BuildResult(
                failed.exit(),
                failed.phase(),
                failed.took(),
                failed.compiled(),
                cause,
                error,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                failed.log(),
                failed.buildFolder());
    }

    private static Job job(BuildResult build) {
        return Sample.over(Sample.withBuilder(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE)), END)
                .with(draft -> {
                    draft.build = Optional.of(build);
                    draft.homeward = Optional.of(Sample.BUILT);
                });
    }

    private static String end(BuildResult build) {
        Fact.Ended ended = new Fact.Ended(
                JobState.FAILED, Usd.of("0.12"), Duration.ofMinutes(15), Optional.of(build), Optional.of(Sample.BUILT));
        return EndLine.of(ended, job(build), Sample.history(Sample.goodJob()));
    }

    @Test
    void aLinkThatWasKilledHasItsButtonOnTheCardAndIsExplainedInTheThread() {
        BuildResult build =
                build(BuildResult.Cause.LINK, "collect2: fatal error: ld terminated with signal 9 [Killed]");
        Content card = Card.of(Sample.snapshot(job(build)), END).content();
        SlackRules.assertKept(card);
        assertThat(BlockLimits.json(card.blocks()))
                .contains("Retry with fewer links at once", "At most 6 links run at a time on c7i.16xlarge");
        Golden.assertText("replies/end-of-a-build-without-memory", end(build));
    }

    @Test
    void aFullDiskAndAMissingToolAreExplained() {
        assertThat(end(build(BuildResult.Cause.COMPILE, "fatal error: No space left on device")))
                .contains("*What helps:* the volume is full.");
        assertThat(end(build(BuildResult.Cause.CONFIGURE, "/bin/sh: 1: swig: not found")))
                .contains("*What helps:* `swig` is missing on the builder.");
    }

    @Test
    void anErrorInTheSourceIsNotExplainedAway() {
        assertThat(end(build(BuildResult.Cause.COMPILE, "a.cpp:3:1: error: expected ';'")))
                .doesNotContain("What helps");
    }
}
