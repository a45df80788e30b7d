package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueIT {

    @Test
    void jobsOfOneVolumeWaitForEachOtherAndJobsOfAnotherDoNot() throws Exception {
        try (Stage stage = Stage.small("queue")) {
            Channel channel = stage.compilers();
            Card first = channel.ask(Person.ANN, "gated");
            first.approve(Person.CLEO);
            first.awaitText("building");

            Card second = channel.ask(Person.ANN, "main");
            second.awaitText("queued, position 1, behind #1");
            Card elsewhere = channel.ask(Person.BEN, "main --volume ben");
            elsewhere.approve(Person.CLEO);
            elsewhere.awaitEnd(Outcome.SUCCEEDED);
            assertThat(first.text()).contains("building");
            assertThat(second.text()).contains("queued, position 1");

            stage.cloud().openGate("ann");
            first.awaitEnd(Outcome.SUCCEEDED);
            second.approve(Person.CLEO);
            second.awaitEnd(Outcome.SUCCEEDED);
            stage.cloud().assertHome("ann");
            stage.cloud().assertHome("ben");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
