package dev.sojourn.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ways to fail that are known, and what helps. */
class MishapTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Rung USUAL = Plans.onDemand("c7i.16xlarge");
    private static final Rung ROOMY = Plans.onDemand("r7i.16xlarge");

    private static Job failed(BuildResult.Cause cause, String error, int linkMemory, Rung... ladder) {
        BuildPlan usual = Plans.plan(ApprovalRule.DEFAULT, Usd.of("5"), ladder);
        BuildPlan plan = new BuildPlan(
                usual.volume(),
                usual.profile().linkingIn(linkMemory),
                usual.targets(),
                usual.ladder(),
                usual.estimate(),
                usual.cap(),
                usual.slot(),
                usual.clean());
        BuildResult build = new BuildResult(
                1,
                "build",
                Duration.ofMinutes(12),
                900,
                cause,
                error,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                "/mnt/llvm/log",
                "/mnt/llvm/build");
        return Job.submitted(new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of()), START)
                .with(draft -> {
                    draft.build = Optional.of(build);
                    draft.add(Attempt.asked(1, 0, ladder[0], "token", START).launched("i-1", START));
                });
    }

    private static Remedy remedy(Job job) {
        return Mishap.remedy(job).orElseThrow();
    }

    @Test
    void a_linker_that_was_killed_is_answered_with_fewer_links_at_once() {
        Job job =
                failed(BuildResult.Cause.LINK, "collect2: fatal error: ld terminated with signal 9 [Killed]", 0, USUAL);
        assertThat(Mishap.of(job).orElseThrow().kind()).isEqualTo(Mishap.Kind.OUT_OF_MEMORY);
        assertThat(remedy(job).options().linkMemoryMib()).contains(16_000);
        assertThat(remedy(job).effect()).startsWith("At most 6 links run at a time on c7i.16xlarge");
    }

    @Test
    void each_time_a_link_is_thought_to_need_twice_as_much_until_one_runs_alone_and_then_a_larger_machine_helps() {
        String error = "LLVM ERROR: out of memory";
        assertThat(remedy(failed(BuildResult.Cause.LINK, error, 40_000, USUAL))
                        .options()
                        .linkMemoryMib())
                .contains(80_000);
        assertThat(remedy(failed(BuildResult.Cause.LINK, error, 80_000, USUAL)).effect())
                .startsWith("At most 1 link runs");
        int all = USUAL.type().memoryMib() / 4 * 3;
        assertThat(remedy(failed(BuildResult.Cause.LINK, error, all, USUAL, ROOMY))
                        .options()
                        .type())
                .contains("r7i.16xlarge");
        assertThat(Mishap.remedy(failed(BuildResult.Cause.LINK, error, all, USUAL)))
                .isEmpty();
    }

    @Test
    void a_compiler_that_was_killed_is_answered_with_more_memory_where_the_ladder_has_it() {
        String error = "c++: fatal error: Killed signal terminated program cc1plus";
        Job job = failed(BuildResult.Cause.COMPILE, error, 0, USUAL, ROOMY);
        assertThat(remedy(job).label()).isEqualTo("Retry on r7i.16xlarge");
        assertThat(remedy(job).options().cap())
                .as("dearer, so its own estimate bounds it")
                .isEmpty();
        assertThat(Mishap.of(failed(BuildResult.Cause.COMPILE, error, 0, USUAL))
                        .orElseThrow()
                        .remedy())
                .isEmpty();
    }

    @Test
    void a_full_disk_explains_everything_else() {
        Job job = failed(BuildResult.Cause.LINK, "ld: final link failed: No space left on device, Killed", 0, USUAL);
        assertThat(Mishap.of(job).orElseThrow().kind()).isEqualTo(Mishap.Kind.DISK_FULL);
    }

    @Test
    void a_missing_tool_is_named() {
        assertThat(missing("/bin/sh: 1: swig: not found")).isEqualTo("swig");
        assertThat(missing("script.sh: line 3: ccache: command not found")).isEqualTo("ccache");
        assertThat(missing("CMake was unable to find a build program corresponding to \"Ninja\"."))
                .isEqualTo("Ninja");
        assertThat(missing("Could NOT find Python3 (missing: Python3_EXECUTABLE)"))
                .isEqualTo("Python3");
    }

    private static String missing(String error) {
        return Mishap.of(failed(BuildResult.Cause.CONFIGURE, error, 0, USUAL))
                .orElseThrow()
                .what();
    }

    @Test
    void what_is_wrong_with_the_source_itself_is_no_mishap() {
        assertThat(Mishap.of(failed(
                        BuildResult.Cause.COMPILE,
                        "a.cpp:3:1: error: 'foo.h' file not found: header not found",
                        0,
                        USUAL)))
                .isEmpty();
        assertThat(Mishap.of(failed(BuildResult.Cause.TESTS, "Killed", 0, USUAL)))
                .isEmpty();
        assertThat(Mishap.of(failed(BuildResult.Cause.LINK, "undefined reference to `main'", 0, USUAL)))
                .isEmpty();
    }
}
