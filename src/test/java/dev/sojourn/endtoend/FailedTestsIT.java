package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedTestsIT {

    @Test
    void aTestThatFailsIsNamedKeptAndRetriedAloneAndIsNoCompileError() throws Exception {
        try (Stage stage = Stage.small("failed-tests")) {
            Channel channel = stage.compilers();
            Cloud cloud = stage.cloud();
            Card card = channel.ask(Person.ANN, "tested --target check-tally");
            card.approve(Person.CLEO);
            card.awaitEnd(Outcome.FAILED);

            assertThat(String.join("\n", card.lines()))
                    .contains("1 of 2 tests failed")
                    .contains("tally :: multiply_test")
                    .contains("2 times 2 should be 5")
                    .doesNotContain("compile error");
            assertThat(cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.MOUNT + "/sojourn/jobs/1/tests-check-tally.xml"))
                    .contains("<testsuite", "multiply_test");
            assertThat(cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.MOUNT + "/sojourn/jobs/1/failed-tests"))
                    .isEqualTo("tally :: multiply_test\n");

            int known = channel.roots().size();
            assertThat(card.press(Person.ANN, "sojourn-retry-tests")).isEqualTo(200);
            Card again = channel.awaitCard(known);
            again.approve(Person.CLEO);
            again.awaitEnd(Outcome.FAILED);
            assertThat(String.join("\n", again.lines()))
                    .contains("1 of 1 tests failed")
                    .contains("tally :: multiply_test");
            cloud.assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
