package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bot is dead, and stays so for longer than a builder may go on without it. */
@Tag("faults")
class FuseIT {

    private static final String SHORT_LEASE = Bot.HASTE.replace("}", ", lease-fuse: 30s}");

    @Test
    void theBuilderEndsItselfTheVolumeIsFreeAndTheBotBringsItHomeWhenItIsBack() throws Exception {
        try (Stage stage = Stage.small("fuse", configuration -> configuration.replace("timing: {}", SHORT_LEASE))) {
            Card card = stage.compilers().ask(Person.ANN, "gated");
            card.approve(Person.CLEO);
            card.awaitText("building");
            String builder = stage.cloud().runningBuilder();
            stage.cloud().exec(builder, "echo written far from home >/mnt/llvm/kept; sync");

            stage.bot().kill();
            await("the builder has ended itself")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stage.cloud().stateOf(builder).equals("terminated"));
            assertThat(stage.cloud().volume("ann").path("state").asText()).isEqualTo("available");
            assertThat(stage.playground().violations()).isEmpty();

            stage.bot().start();
            await("another builder has the volume")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stage.cloud().mountedOn("ann").startsWith("i-"));
            assertThat(stage.cloud().mountedOn("ann")).isNotEqualTo(builder);
            stage.cloud().openGate("ann");
            card.awaitEnd(Outcome.SUCCEEDED);

            stage.cloud().assertHome("ann");
            assertThat(stage.cloud().exec(stage.cloud().mountedOn("ann"), "cat /mnt/llvm/kept"))
                    .contains("written far from home");
            assertThat(card.lines()).anyMatch(line -> line.contains("The builder is lost"));
            assertThat(card.lines())
                    .as("it left its host once")
                    .filteredOn(line -> line.contains("has left"))
                    .hasSize(1);
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
