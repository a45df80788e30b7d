package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final Rung SIXTY_FOUR = Plans.onDemand("c7i.16xlarge");
    private static final Profile PROFILE = Plans.profile(ApprovalRule.DEFAULT, "c7i.16xlarge");

    private static final BuildKind USUAL = BuildKind.of(false, List.of("clang"));

    private static PastRun run(int minutes, int vcpus) {
        return new PastRun(Duration.ofMinutes(minutes), vcpus, true, USUAL);
    }

    private static Estimate after(PastRun... past) {
        return Estimator.estimate(PROFILE, SIXTY_FOUR, USUAL, List.of(past));
    }

    /** Price of the builder and its root disk for a build of so long, with boot, handoff and shutdown around it. */
    private static Usd priceOf(Duration build) {
        return Usd.of("2.856").plus(PROFILE.builder().rootDiskHourly()).perHourFor(build.plusSeconds(90));
    }

    @Test
    void without_a_history_it_is_the_stated_minutes_give_or_take_half() {
        Estimate estimate = after();
        assertThat(estimate.history()).isZero();
        assertThat(estimate.expected()).isEqualTo(Duration.ofMinutes(30));
        assertThat(estimate.longest()).isEqualTo(Duration.ofMinutes(45));
        assertThat(estimate.low()).isEqualTo(priceOf(Duration.ofMinutes(15)));
        assertThat(estimate.high()).isEqualTo(priceOf(Duration.ofMinutes(45)));
        assertThat(estimate.range()).isEqualTo("$0.79–$2.22");
    }

    @Test
    void with_a_history_it_is_the_median_and_the_quartiles() {
        Estimate estimate = after(run(10, 64), run(40, 64), run(20, 64), run(30, 64), run(50, 64));
        assertThat(estimate.history()).isEqualTo(5);
        assertThat(estimate.expected()).isEqualTo(Duration.ofMinutes(30));
        assertThat(estimate.longest()).isEqualTo(Duration.ofMinutes(40));
        assertThat(estimate.low()).isEqualTo(priceOf(Duration.ofMinutes(20)));
        assertThat(estimate.high()).isEqualTo(priceOf(Duration.ofMinutes(40)));
    }

    @Test
    void runs_that_hardly_differ_still_give_a_range_of_a_fifth_either_way() {
        Estimate estimate = after(run(10, 64), run(10, 64), run(10, 64));
        assertThat(estimate.longest()).isEqualTo(Duration.ofMinutes(12));
        assertThat(estimate.low()).isEqualTo(priceOf(Duration.ofMinutes(8)));
        assertThat(estimate.high()).isEqualTo(priceOf(Duration.ofMinutes(12)));
    }

    @Test
    void a_run_on_other_cores_is_brought_to_the_ones_asked_for() {
        assertThat(after(run(40, 16)).expected())
                .as("a fourth, and a little more for what no core shortens")
                .isBetween(Duration.ofMinutes(11), Duration.ofMinutes(13));
        assertThat(after(run(10, 192)).expected()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(30));
        assertThat(after(run(10, 0)).expected()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_build_that_failed_says_nothing_about_how_long_a_good_one_takes() {
        PastRun failed = new PastRun(Duration.ofSeconds(9), 64, false, USUAL);
        assertThat(after(failed).history()).isZero();
        assertThat(after(failed, run(20, 64)).expected()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void only_the_last_ten_good_runs_count() {
        List<PastRun> past = Stream.concat(
                        IntStream.range(0, 10).mapToObj(run -> run(10, 64)),
                        IntStream.range(0, 10).mapToObj(run -> run(90, 64)))
                .toList();
        Estimate estimate = Estimator.estimate(PROFILE, SIXTY_FOUR, USUAL, past);
        assertThat(estimate.history()).isEqualTo(10);
        assertThat(estimate.expected()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void builds_from_scratch_and_those_that_follow_a_few_changes_are_not_mixed() {
        BuildKind scratch = BuildKind.of(true, List.of("clang"));
        PastRun clean = new PastRun(Duration.ofMinutes(40), 64, true, scratch);
        List<PastRun> past = List.of(run(2, 64), clean, run(3, 64), clean, run(2, 64));
        assertThat(Estimator.estimate(PROFILE, SIXTY_FOUR, USUAL, past).expected())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(Estimator.estimate(PROFILE, SIXTY_FOUR, scratch, past).expected())
                .isEqualTo(Duration.ofMinutes(40));
        assertThat(Estimator.estimate(PROFILE, SIXTY_FOUR, scratch, List.of(run(2, 64)))
                        .history())
                .as("a small change says nothing about a build from scratch")
                .isZero();
        assertThat(Estimator.estimate(PROFILE, SIXTY_FOUR, USUAL, List.of(clean))
                        .expected())
                .as("which may stand for the other, for it errs towards dear")
                .isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void runs_of_the_same_targets_are_enough_from_three_on() {
        BuildKind tests = BuildKind.of(false, List.of("check-all"));
        PastRun longer = new PastRun(Duration.ofMinutes(20), 64, true, tests);
        assertThat(Estimator.estimate(PROFILE, SIXTY_FOUR, tests, List.of(run(2, 64), longer, longer, run(2, 64)))
                        .history())
                .isEqualTo(4);
        assertThat(Estimator.estimate(
                                PROFILE, SIXTY_FOUR, tests, List.of(run(2, 64), longer, longer, longer, run(2, 64)))
                        .expected())
                .isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void one_run_knows_little_and_claims_no_narrow_range() {
        assertThat(after(run(20, 64)).longest()).isEqualTo(Duration.ofMinutes(30));
        assertThat(after(run(20, 64), run(20, 64)).longest()).isEqualTo(Duration.ofMinutes(27));
        assertThat(after(run(20, 64), run(20, 64), run(20, 64)).longest()).isEqualTo(Duration.ofMinutes(24));
    }

    @Test
    void an_unknown_price_gives_times_but_never_an_estimate_of_nothing() {
        Rung unpriced = new Rung(SIXTY_FOUR.type(), Market.SPOT, Optional.empty());
        Estimate estimate = Estimator.estimate(PROFILE, unpriced, USUAL, List.of(run(20, 64)));
        assertThat(estimate.priced()).isFalse();
        assertThat(estimate.expected()).isEqualTo(Duration.ofMinutes(20));
        assertThat(estimate.range()).isEqualTo("no estimate: price unknown");
    }
}
