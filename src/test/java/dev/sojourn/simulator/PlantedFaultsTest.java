package dev.sojourn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.handoff.WrongDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator can fail: each defect that is put in on purpose is found out, and after how many histories is printed. */
class PlantedFaultsTest {

    private static final int MOST = 60_000;
    private static final List<String> FOUND = new ArrayList<>();

    static Stream<Planted> planted() {
        return Stream.concat(
                Arrays.stream(WrongDecision.values()).map(PlantedDecision::new),
                Arrays.stream(PlantedElsewhere.values()));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void a_planted_fault_is_found_out(Planted planted) {
        Simulator simulator = new Simulator().run(1, MOST, planted, 1);
        assertThat(simulator.violations)
                .as("%s, after %d histories", planted, MOST)
                .hasSize(1);
        FOUND.add("%-50s after %6d: %s"
                .formatted(
                        planted,
                        simulator.histories,
                        simulator.violations.get(0).violation().orElseThrow().sentence));
    }

    @AfterAll
    static void print() {
        FOUND.forEach(System.out::println);
        System.out.println("planted=%d found=%d".formatted(planted().count(), FOUND.size()));
    }
}
