package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to the host while its volume is away. */
class HostEventsIT {

    private static Card awayInMidBuild(Stage stage) {
        Card card = stage.compilers().ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");
        return card;
    }

    @Test
    void stoppedItGetsItsVolumeAttachedAndMountsItWhenItStarts() throws Exception {
        try (Stage stage = Stage.small("host-stopped")) {
            Cloud cloud = stage.cloud();
            Card card = awayInMidBuild(stage);
            cloud.act("stop", Cloud.HOST_ANN);
            await("the host has stopped")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cloud.stateOf(Cloud.HOST_ANN).equals("stopped"));
            cloud.openGate("ann");
            card.awaitEnd(Outcome.SUCCEEDED);
            assertThat(card.lines()).anySatisfy(line -> assertThat(line).contains("mounts when the host starts"));

            cloud.act("start", Cloud.HOST_ANN);
            await("the volume is mounted")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> cloud.mountedOn("ann").equals(Cloud.HOST_ANN));
            cloud.assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    @Test
    void terminatedItsOwnerIsCalledAndAskedForANewOneAndNoBuilderIsLeft() throws Exception {
        try (Stage stage = Stage.small("host-terminated")) {
            Cloud cloud = stage.cloud();
            Card card = awayInMidBuild(stage);
            cloud.act("terminate", Cloud.HOST_ANN);
            cloud.openGate("ann");
            card.awaitButton("sojourn-new-host");
            assertThat(String.join("\n", card.lines())).contains("is terminated", "`available`");
            await("no builder is left")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> cloud.builders().stream()
                            .allMatch(one -> one.path("state").asText().equals("terminated")));
            assertThat(cloud.volume("ann").path("state").asText()).isEqualTo("available");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
