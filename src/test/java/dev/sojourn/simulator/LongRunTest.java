package dev.sojourn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunTest {

    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    private LongRun run(String program) {
        return new LongRun(folder.resolve("deep/run.properties"), program, 100, lines::add);
    }

    private void killedAfterTheFirstBatch(String program) {
        LongRun killed = new LongRun(folder.resolve("deep/run.properties"), program, 100, line -> {
            lines.add(line);
            throw new Killed();
        });
        try {
            killed.run(1, 300);
        } catch (Killed asMeant) {
            assertThat(lines).hasSize(1);
        }
    }

    @Test
    void one_that_was_killed_goes_on_where_it_was_and_counts_what_one_that_was_not_counts() {
        killedAfterTheFirstBatch("p");
        Simulator resumed = run("p").run(1, 300);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("100 of 300: histories=100 violations=0 rate=");
        assertThat(lines.get(1)).startsWith("going on after 100 of 300: ");
        assertThat(lines.get(3)).startsWith("300 of 300: ");
        Simulator whole = new Simulator().run(1, 300, Planted.NOTHING, 1);
        assertThat(List.of(resumed.histories, resumed.events, resumed.faults, resumed.withFault))
                .isEqualTo(List.of(whole.histories, whole.events, whole.faults, whole.withFault));
        assertThat(resumed.coverage.table()).isEqualTo(whole.coverage.table());
    }

    @Test
    void one_that_was_over_runs_nothing_again() {
        run("p").run(1, 100);
        assertThat(run("p").run(1, 100).histories).isEqualTo(100);
        assertThat(lines).hasSize(2);
    }

    @Test
    void another_program_or_other_seeds_begin_anew() {
        killedAfterTheFirstBatch("p");
        lines.clear();
        run("q").run(1, 100);
        run("q").run(7, 100);
        assertThat(lines).hasSize(2).noneMatch(line -> line.startsWith("going on"));
    }

    @Test
    void a_violation_of_before_is_not_forgotten() throws Exception {
        killedAfterTheFirstBatch("p");
        Path file = folder.resolve("deep/run.properties");
        Files.writeString(file, Files.readString(file).replace("violations=", "violations=17,23"));
        assertThat(run("p").run(1, 200).violations)
                .extracting(History.Result::seed)
                .containsExactly(17L, 23L);
    }

    @Test
    void the_program_is_known_by_its_classes() {
        assertThat(Program.digest()).hasSize(16).isEqualTo(Program.digest());
    }
}
