package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job's cap is reached while it builds, with the bot alive and with it dead. */
class CapIT {

    /** A tenth of a cent a second: the cap pays for a little more than three minutes, half of them kept back for the way home. */
    private static final UnaryOperator<String> SHORT_OF_MONEY = configuration -> configuration
            .replace("prices: {}", "prices: {c7i.16xlarge: 3.60}")
            .replace("timing: {}", Bot.HASTE.replace("}", ", way-home: 90s}"));

    private static final String BUILD = "gated --on c7i.16xlarge --on-demand --cap 0.19";

    @Test
    void aBuildWhoseCapIsReachedComesHomeInTimeAndOffersToGoOnForMore() throws Exception {
        try (Stage stage = Stage.small("cap", SHORT_OF_MONEY)) {
            Channel channel = stage.compilers();
            Card card = channel.ask(Person.ANN, BUILD);
            card.approve(Person.CLEO);
            card.awaitText("building");
            stage.cloud().exec(stage.cloud().runningBuilder(), "echo half built >/mnt/llvm/kept; sync");
            card.awaitEnd(Outcome.FAILED);

            assertThat(card.lines()).anyMatch(line -> line.contains("The cap of $0.19 is reached"));
            stage.cloud().assertHome("ann");
            assertThat(stage.cloud().exec(Cloud.HOST_ANN, "cat /mnt/llvm/kept")).isEqualTo("half built\n");
            assertThat(dollars(card.text())).as("what it has cost").isLessThanOrEqualTo(0.19);

            int known = channel.roots().size();
            assertThat(card.press(Person.ANN, "sojourn-remedy")).isEqualTo(200);
            Card again = channel.awaitCard(known);
            again.awaitButton("sojourn-approve");
            assertThat(again.message().blocks().toString()).contains("at most $0.38");
            again.approve(Person.CLEO);
            again.awaitText("building");
            stage.cloud().openGate("ann");
            again.awaitEnd(Outcome.SUCCEEDED);
            stage.cloud().assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    @Test
    void moneyThatIsPromisedToOneBuildIsNotThereForAnotherUntilItIsOver() throws Exception {
        UnaryOperator<String> aDay = configuration -> SHORT_OF_MONEY
                .apply(configuration)
                .replace("  approval-expires: 4h", "  approval-expires: 4h\n  caps: {day: {hard-usd: 0.30}}");
        try (Stage stage = Stage.small("cap-day", aDay)) {
            Channel channel = stage.compilers();
            Card card = channel.ask(Person.ANN, BUILD);
            card.approve(Person.CLEO);
            card.awaitText("building");

            String other = BUILD.replace("gated", "main --volume ben");
            int known = channel.whispers(Person.BEN).size();
            channel.type(Person.BEN, other);
            assertThat(channel.awaitWhisper(Person.BEN, known, answer -> answer.contains("hard cap")))
                    .contains("The hard cap on what all builds of a day may cost is $0.30.")
                    .contains("$0.19 promised to running and queued builds")
                    .contains("`policy.caps.day.hard-usd`");

            channel.type(Person.ANN, "cancel 1");
            card.awaitEnd(Outcome.CANCELLED);
            Card second = channel.ask(Person.BEN, other);
            second.approve(Person.CLEO);
            second.awaitEnd(Outcome.SUCCEEDED);
            stage.cloud().assertHome("ben");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void withTheBotDeadTheBuilderEndsItselfAndTheBotBringsTheVolumeHomeAndSaysWhy() throws Exception {
        try (Stage stage = Stage.small("cap-fuse", SHORT_OF_MONEY)) {
            Card card = stage.compilers().ask(Person.ANN, BUILD);
            card.approve(Person.CLEO);
            card.awaitText("building");
            String builder = stage.cloud().runningBuilder();
            stage.cloud().exec(builder, "echo half built >/mnt/llvm/kept; sync");

            stage.bot().kill();
            await("the builder has ended itself, long before its lease would have")
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stage.cloud().stateOf(builder).equals("terminated"));
            assertThat(stage.cloud().volume("ann").path("state").asText()).isEqualTo("available");
            assertThat(stage.playground().violations()).isEmpty();

            stage.bot().start();
            card.awaitEnd(Outcome.FAILED);
            assertThat(card.lines()).anyMatch(line -> line.contains("The cap of $0.19 is reached"));
            assertThat(stage.cloud().builders())
                    .as("no other builder was launched")
                    .hasSize(1);
            stage.cloud().assertHome("ann");
            assertThat(stage.cloud().exec(Cloud.HOST_ANN, "cat /mnt/llvm/kept")).isEqualTo("half built\n");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    /** The first amount on a card that has ended: what it has cost. */
    private static double dollars(String card) {
        String amount = card.replaceFirst("(?s).*?\\$([0-9]+\\.[0-9]{2}) \\(said.*", "$1");
        return Double.parseDouble(amount);
    }
}
