package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedBuildIT {

    @Test
    void aBuildThatFailsShowsItsFirstErrorAndItsLogAndTheVolumeIsHome() throws Exception {
        try (Stage stage = Stage.small("failed-build")) {
            Cloud cloud = stage.cloud();
            Card card = stage.compilers().ask(Person.ANN, "broken");
            card.approve(Person.CLEO);
            card.awaitEnd(Outcome.FAILED);

            assertThat(card.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("failed after")
                            .contains("add.cpp:2:")
                            .contains("error:")
                            .contains("nowhere"));
            byte[] attached = stage.playground().api().bytes("/playground/files/" + awaitLog(card));
            String onVolume = cloud.exec(Cloud.HOST_ANN, "base64 -w0 " + Cloud.MOUNT + "/sojourn/jobs/1/build.log");
            assertThat(attached).isEqualTo(Base64.getDecoder().decode(onVolume.strip()));
            assertThat(card.lines()).doesNotHaveDuplicates();
            cloud.assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    private static String awaitLog(Card card) {
        return await("the log is attached")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> card.thread().stream()
                                .flatMap(message -> message.files().findValues("id").stream())
                                .findFirst(),
                        Optional::isPresent)
                .map(JsonNode::asText)
                .orElseThrow();
    }
}
