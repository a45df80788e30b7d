package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two refs that alternate stay incremental, each in a slot of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlotsIT {

    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("slots", text -> text.replace("slots: 2", "slots: 2\n    new-slot-from-files: 3"));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /** Builds it and answers how many files were compiled. */
    private static int built(String text, int job) {
        Card card = stage.compilers().ask(Person.ANN, text);
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);
        String count = stage.cloud()
                .said(Cloud.HOST_ANN, "grep -c '\\] Building ' " + Cloud.MOUNT + "/sojourn/jobs/" + job + "/build.log");
        return Integer.parseInt(count.strip());
    }

    @Test
    @Order(1)
    void aRefThatIsFarFromAllSlotsGetsItsOwnAndBothCompileNothingTheNextTime() {
        assertThat(built("main", 1)).isEqualTo(3);
        assertThat(built("wide", 2)).isEqualTo(3);
        assertThat(built("main", 3)).isZero();
        assertThat(built("wide", 4)).isZero();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    @Order(2)
    void theyAreListed() {
        Channel channel = stage.compilers();
        int known = channel.whispers(Person.ANN).size();
        channel.type(Person.ANN, "slots");
        String listed = channel.awaitWhisper(Person.ANN, known, text -> text.contains("llvm"));
        assertThat(listed).contains("1", "2", "--clear-slot");
    }

    @Test
    @Order(3)
    void oneThatIsClearedIsBuiltFromScratchAndTheOtherIsLeftAsItWas() {
        assertThat(built("main --clear-slot 1", 5)).isPositive();
        assertThat(built("wide", 6)).isZero();
        stage.cloud().assertHome("ann");
    }
}
