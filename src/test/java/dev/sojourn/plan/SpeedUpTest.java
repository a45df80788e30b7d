package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What more cores are good for, learned from runs. */
class SpeedUpTest {

    private static final BuildKind KIND = BuildKind.of(true, List.of("clang"));

    /** A build whose links take a minute on any machine, and whose rest takes 400 core minutes. */
    private static PastRun run(int cores, int oddSeconds) {
        return new PastRun(Duration.ofSeconds(60 + 24_000 / cores + oddSeconds), cores, true, KIND);
    }

    @Test
    void the_part_that_no_core_shortens_is_found_from_machines_of_two_sizes() {
        SpeedUp learned = SpeedUp.learn(List.of(run(16, 0), run(64, 0), run(16, 0), run(64, 0)));
        assertThat(learned.serial()).isCloseTo(60.0 / 24_060, within(0.0001));
        assertThat(learned.onCores(run(16, 0).build(), 16, 192))
                .isCloseTo(run(192, 0).build(), Duration.ofSeconds(1));
    }

    @Test
    void one_odd_run_counts_for_nothing() {
        List<PastRun> runs = new ArrayList<>(List.of(run(16, 0), run(64, 0), run(16, 0), run(64, 0), run(16, 0)));
        runs.add(run(64, 4_000));
        runs.add(run(64, 0));
        assertThat(SpeedUp.learn(runs).serial()).isCloseTo(60.0 / 24_060, within(0.0001));
    }

    @Test
    void runs_on_one_size_or_on_nearly_one_teach_nothing() {
        assertThat(SpeedUp.learn(List.of())).isEqualTo(SpeedUp.ASSUMED);
        assertThat(SpeedUp.learn(List.of(run(64, 0), run(64, 0), run(64, 0)))).isEqualTo(SpeedUp.ASSUMED);
        assertThat(SpeedUp.learn(List.of(run(64, 0), run(64, 0), run(48, 0), run(48, 0))))
                .isEqualTo(SpeedUp.ASSUMED);
        assertThat(SpeedUp.learn(List.of(run(64, 0), run(16, 0))))
                .as("one run of a size is no measurement")
                .isEqualTo(SpeedUp.ASSUMED);
    }

    @Test
    void a_build_that_was_slower_on_more_cores_teaches_nothing() {
        assertThat(SpeedUp.learn(List.of(run(16, 0), run(16, 0), run(64, 9_000), run(64, 9_000))))
                .isEqualTo(SpeedUp.ASSUMED);
    }

    @Test
    void unknown_cores_leave_a_time_as_it_is() {
        Duration time = Duration.ofMinutes(7);
        assertThat(SpeedUp.ASSUMED.onCores(time, 0, 64)).isEqualTo(time);
        assertThat(SpeedUp.ASSUMED.onCores(time, 64, 0)).isEqualTo(time);
        assertThat(SpeedUp.ASSUMED.onCores(time, 64, 64)).isEqualTo(time);
    }
}
