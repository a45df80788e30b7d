package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.Variations;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.History;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndLineTest {

    private static final History AWAY_AND_BACK = Sample.history(
            new Fact.StepStarted(Step.DETACH_FROM_HOST),
            new Fact.StepDone(Step.ATTACH_TO_HOST, Duration.ofSeconds(3)),
            new Fact.VolumeHome(true));

    @Test
    void failedTestsAreTheOutcomeAndAreNamed() {
        String line = line(JobState.FAILED, Sample.testsFailed(), AWAY_AND_BACK);

        assertThat(line)
                .startsWith("<@U0ANN> Job #42, `main`, failed after 41 min: 3 of 1,204 tests failed. Cost:")
                .contains("\n*Failed tests:* `LLVM :: a.ll`, `LLVM :: b.ll` and 1 more\n")
                .doesNotContain("did not compile", "```");
    }

    @Test
    void whatSomebodyWouldWantToKnowOfTheBuildIsSaid() {
        assertThat(line(JobState.FAILED, Sample.testsFailed(), AWAY_AND_BACK))
                .contains("The cores waited for the disk 18 % of the time; more throughput for the volume would help.")
                .contains("(-march=native or the like): it may not run on the host.")
                .contains("12 files from the build that was cut off were not trusted and are made anew.");
        assertThat(line(JobState.SUCCEEDED, Sample.passed(), AWAY_AND_BACK))
                .doesNotContain("cores", "native", "trusted");
    }

    @Test
    void waitingForTheDiskIsWorthAWordFromTenPercentOn() {
        assertThat(BuildWords.remarks(waiting(9))).isEmpty();
        assertThat(BuildWords.remarks(waiting(10))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(BuildResult.Cause.class)
    void onlyWhatDidNotCompileIsSaidNotTo(BuildResult.Cause cause) {
        BuildResult build = result(cause, "", Optional.empty());

        assertThat(BuildWords.failure(build)).isNotBlank();
        assertThat(BuildWords.failure(build).contains("compile")).isEqualTo(cause == BuildResult.Cause.COMPILE);
    }

    @Test
    void aBuildIsNotBlamedForWhatElseEndedTheJob() {
        Fact.Ended capped = new Fact.Ended(
                JobState.FAILED,
                Usd.ZERO,
                Duration.ofMinutes(41),
                Optional.of(Sample.failed("")),
                Optional.of(new Homeward(Homeward.Reason.CAP_REACHED, Optional.empty(), "The cap is reached")));

        assertThat(EndLine.of(capped, job("/mnt/llvm/src"), AWAY_AND_BACK))
                .contains("failed after 41 min. Cost:", "\nThe cap is reached.\n");
    }

    @Test
    void whatToReloadIsSaidOnlyWhereTheTreeItselfHasTravelledAndIsBack() {
        assertThat(line(JobState.SUCCEEDED, Sample.passed(), AWAY_AND_BACK))
                .endsWith("\n*What stood in the tree:* shells need `cd .`, editors a reload from disk, clangd a restart"
                        + " unless the host's on-return hook does it.");
        assertThat(EndLine.of(ended(JobState.SUCCEEDED, Sample.passed()), job("/home/ann/llvm"), AWAY_AND_BACK))
                .as("the checkout stayed at home")
                .doesNotContain("cd .");
        assertThat(line(JobState.SUCCEEDED, Sample.passed(), Sample.history(new Fact.VolumeHome(true))))
                .as("it never left")
                .doesNotContain("cd .");
        assertThat(line(
                        JobState.SUCCEEDED,
                        Sample.passed(),
                        Sample.history(new Fact.StepStarted(Step.DETACH_FROM_HOST), new Fact.VolumeHome(false))))
                .as("the host is stopped, and so is all that stood there")
                .doesNotContain("cd .");
    }

    @Test
    void hostileTextOfAnyLengthLeavesRoomForWhereTheVolumeIs() {
        String hostile = ("<!channel> `x` & ").repeat(300);
        BuildResult build = new BuildResult(
                1,
                hostile,
                Duration.ZERO,
                0,
                BuildResult.Cause.TESTS,
                hostile,
                Optional.of(new TestResult(9, 9, Collections.nCopies(9, hostile))),
                Optional.of(99),
                true,
                9,
                hostile,
                hostile);
        String line = line(JobState.FAILED, build, AWAY_AND_BACK);

        assertThat(line)
                .hasSizeLessThanOrEqualTo(ThreadLine.MOST)
                .contains("*Volume:* home on `i-0host`, mounted.", "and 4 more")
                .doesNotContain("<!channel");
    }

    private static BuildResult waiting(int percent) {
        return result(BuildResult.Cause.NONE, "", Optional.of(percent));
    }

    private static BuildResult result(BuildResult.Cause cause, String error, Optional<Integer> diskWait) {
        return new BuildResult(
                1, "build", Duration.ZERO, 0, cause, error, Optional.empty(), diskWait, false, 0, "/log", "/build");
    }

    private static String line(JobState outcome, BuildResult build, History before) {
        return EndLine.of(ended(outcome, build), job("/mnt/llvm/src"), before);
    }

    private static Fact.Ended ended(JobState outcome, BuildResult build) {
        return new Fact.Ended(outcome, Usd.ZERO, Duration.ofMinutes(41), Optional.of(build), Optional.of(Sample.BUILT));
    }

    private static Job job(String source) {
        return Sample.replanned(
                Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE),
                plan -> Variations.on(Variations.volume(source, List.of(Sample.ANN)), plan));
    }
}
