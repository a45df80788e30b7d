package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Five hundred builds of known shape, each estimated from those before it: most follow a few changes, one in eight is from
 * scratch, on machines of three sizes, with links that no core shortens and a quarter of noise.
 */
class EstimateReplayTest {

    private static final int BUILDS = 500;
    private static final int ENOUGH = 10;
    private static final int[] CORES = {16, 32, 64};
    private static final Profile PROFILE = Plans.profile(ApprovalRule.DEFAULT, "c7i.16xlarge");

    private final Random chance = new Random(20261125);

    private Duration took(boolean fromScratch, int cores) {
        double coreSeconds = fromScratch ? 80_000 : 600 * Math.exp(chance.nextGaussian() * 0.5);
        double links = fromScratch ? 90 : 35;
        double noise = Math.exp(chance.nextGaussian() * 0.25);
        return Duration.ofMillis(Math.round(1000 * noise * (links + coreSeconds / cores)));
    }

    private static Rung rung(int cores) {
        return new Rung(
                new MachineType("size-" + cores, cores, cores * 2048, "x86_64", true, Optional.of(Usd.of("1"))),
                Market.ON_DEMAND,
                Optional.of(Usd.of("1")));
    }

    private static double error(Duration said, Duration was) {
        return Math.abs((double) said.toMillis() / was.toMillis() - 1);
    }

    private static double median(List<Double> errors) {
        return errors.stream().sorted().skip(errors.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void after_ten_builds_of_a_kind_the_estimate_is_far_better_than_the_first_rule() {
        List<PastRun> past = new ArrayList<>();
        List<Double> byHistory = new ArrayList<>();
        List<Double> byFirstRule = new ArrayList<>();
        int inRange = 0;
        for (int build = 0; build < BUILDS; build++) {
            boolean fromScratch = chance.nextInt(8) == 0;
            int cores = CORES[chance.nextInt(CORES.length)];
            BuildKind kind = BuildKind.of(fromScratch, List.of("clang"));
            Duration was = took(fromScratch, cores);
            long known = past.stream().filter(run -> run.kind().equals(kind)).count();
            if (known >= ENOUGH) {
                Estimate said = Estimator.estimate(PROFILE, rung(cores), kind, past);
                Estimate first = Estimator.estimate(PROFILE, rung(cores), kind, List.of());
                byHistory.add(error(said.expected(), was));
                byFirstRule.add(error(first.expected(), was));
                inRange += was.compareTo(said.longest()) <= 0 ? 1 : 0;
            }
            past.add(0, new PastRun(was, cores, true, kind));
        }

        double history = median(byHistory);
        double first = median(byFirstRule);
        System.out.printf(
                "estimates=%d median_error=%.0f%% first_rule=%.0f%% within_the_longest=%.0f%%%n",
                byHistory.size(), history * 100, first * 100, 100.0 * inRange / byHistory.size());
        assertThat(byHistory).hasSizeGreaterThan(400);
        assertThat(history).isLessThan(0.35).isLessThan(first / 5);
    }
}
