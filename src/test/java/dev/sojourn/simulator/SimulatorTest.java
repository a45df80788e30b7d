package dev.sojourn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Histories of the real core in a simulated world. {@code -Dhistories=N -Dseed=S} runs N of them from seed S on, and goes on where
 * it was killed when there are many; {@code -Dseed=S} alone replays one in words.
 */
class SimulatorTest {

    private static final int IN_VERIFY = Integer.getInteger("histories", 50_000);
    /** From here on it can be broken off, and goes on where it was. */
    private static final int LONG = 200_000;

    private static final int ENOUGH_FOR_ALL = 20_000;
    private static final Path PROGRESS = Path.of("target", "simulator", "progress.properties");
    private static final long SEED = Long.getLong("seed", 1);

    @Test
    void no_invariant_is_broken_in_any_history() {
        if (System.getProperty("seed") != null && System.getProperty("histories") == null) {
            assertThat(print(SEED)).isEmpty();
            return;
        }
        Simulator simulator = IN_VERIFY < LONG
                ? new Simulator().runEverywhere(SEED, IN_VERIFY, 5)
                : new LongRun(PROGRESS, Program.digest(), LongRun.BATCH, System.out::println).run(SEED, IN_VERIFY);
        simulator.violations.forEach(broken -> print(broken.seed()));
        System.out.println(simulator.coverage.table());
        System.out.println(simulator.averages());
        System.out.println(simulator.summary());
        assertThat(simulator.violations).extracting(History.Result::violation).isEmpty();
        if (IN_VERIFY >= ENOUGH_FOR_ALL) {
            assertThat(simulator.coverage.neverStruck()).isEmpty();
        }
        assertThat((double) simulator.events / simulator.histories).isGreaterThan(60);
        assertThat((double) simulator.withFault / simulator.histories).isGreaterThan(0.9);
    }

    private static Optional<Violation> print(long seed) {
        History.Result result = Simulator.replay(seed, Planted.NOTHING);
        System.out.println("seed " + seed);
        result.journal().forEach(System.out::println);
        System.out.println(result.violation().map(Throwable::getMessage).orElse("No invariant is broken."));
        return result.violation();
    }

    @Test
    void the_same_seed_gives_the_same_history() {
        for (long seed = 1; seed <= 30; seed++) {
            List<String> once = Simulator.replay(seed, Planted.NOTHING).journal();
            assertThat(Simulator.replay(seed, Planted.NOTHING).journal()).isEqualTo(once);
        }
    }

    @Test
    void a_history_goes_the_same_way_with_and_without_its_telling() {
        for (long seed = 1; seed <= 30; seed++) {
            History.Result fast = History.run(seed, Planted.NOTHING, false, new Coverage());
            assertThat(fast.events())
                    .isEqualTo(Simulator.replay(seed, Planted.NOTHING).events());
        }
    }
}
