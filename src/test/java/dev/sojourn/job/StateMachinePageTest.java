package dev.sojourn.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/state-machine.md} is written from the code: {@code ./mvnw test -Dtest=StateMachinePageTest -Dwrite.pages=true}. */
class StateMachinePageTest {

    private static final Path PAGE = Path.of("docs", "state-machine.md");

    @Test
    void the_page_says_what_the_code_does() throws IOException {
        String page = page();
        if (Boolean.getBoolean("write.pages")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("the page is stale; write it anew with -Dwrite.pages=true")
                .content()
                .isEqualTo(page);
    }

    private static String page() {
        return """
                # The state machine of a job

                <!-- Written from Move, JobState and Step by StateMachinePageTest; do not edit. -->

                ```mermaid
                stateDiagram-v2
                    [*] --> QUEUED
                %s
                %s
                ```

                ## States

                A volume has many jobs, and at most one of them *holds* it. A terminal state is never left.

                | State | Holds the volume | Terminal |
                |---|---|---|
                %s

                ## Moves

                Every legal move is in this table; `Move.apply` refuses any other with an exception. A move and its events are \
                one transaction.

                | Move | From | To | When |
                |---|---|---|---|
                %s

                ## Steps

                While a job is `OUTBOUND` or `HOMEBOUND` it is at one of these steps. Each of them looks first, acts only where \
                its aim is not met yet, and is done when EC2, Systems Manager or the machine says so. `TURN_HOME` leads to the \
                first step of HOME, from wherever the job is.

                | | Leg | Step | Told as |
                |---|---|---|---|
                %s
                """.formatted(arrows(), ends(), states(), moves(), steps());
    }

    private static String arrows() {
        return Arrays.stream(Move.values())
                .flatMap(move ->
                        move.from().stream().sorted().map(from -> "    " + from + " --> " + move.to() + " : " + move))
                .collect(Collectors.joining("\n"));
    }

    private static String ends() {
        return Arrays.stream(JobState.values())
                .filter(JobState::isTerminal)
                .map(state -> "    " + state + " --> [*]")
                .collect(Collectors.joining("\n"));
    }

    private static String states() {
        return Arrays.stream(JobState.values())
                .map(state -> row(code(state), yes(state.holdsVolume()), yes(state.isTerminal())))
                .collect(Collectors.joining("\n"));
    }

    private static String moves() {
        return Arrays.stream(Move.values())
                .map(move -> row(
                        code(move),
                        move.from().stream()
                                .sorted(Comparator.naturalOrder())
                                .map(StateMachinePageTest::code)
                                .collect(Collectors.joining(", ")),
                        code(move.to()),
                        move.when()))
                .collect(Collectors.joining("\n"));
    }

    private static String steps() {
        return Arrays.stream(Step.values())
                .map(step ->
                        row(Integer.toString(step.ordinal() + 1), step.leg().name(), code(step), step.title()))
                .collect(Collectors.joining("\n"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String code(Enum<?> value) {
        return "`" + value + "`";
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }
}
