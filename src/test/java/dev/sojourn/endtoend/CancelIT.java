package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CancelIT {

    @Test
    void aCancelledJobLaunchesNothingBeforeApprovalAndBringsTheVolumeHomeInMidBuild() throws Exception {
        try (Stage stage = Stage.small("cancel")) {
            Channel channel = stage.compilers();
            Card early = channel.ask(Person.ANN, "main");
            early.awaitButton(Card.CANCEL);
            int known = channel.whispers(Person.OSCAR).size();
            early.press(Person.OSCAR, Card.CANCEL);
            channel.awaitWhisper(Person.OSCAR, known, text -> text.contains("may cancel this build"));
            early.press(Person.ANN, Card.CANCEL);
            early.awaitEnd(Outcome.CANCELLED);
            assertThat(stage.playground().calls("RunInstances")).isEmpty();

            Card card = channel.ask(Person.ANN, "gated");
            card.approve(Person.CLEO);
            card.awaitText("building");
            channel.type(Person.ANN, "cancel 2");
            card.awaitEnd(Outcome.CANCELLED);

            assertThat(card.lines())
                    .doesNotHaveDuplicates()
                    .anySatisfy(line -> assertThat(line).contains("Cancelled by " + Person.ANN.mention()));
            assertThat(card.message().buttons()).doesNotContain(Card.CANCEL);
            stage.cloud().assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
