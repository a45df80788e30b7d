package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 takes a spot builder back in mid-build: another one compiles what is left, and nothing twice. */
class ReclaimIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String BUILD = Cloud.MOUNT + "/sojourn/slots/1/build";

    /** Names, times and inodes of all object files. */
    private static final String OBJECTS = "find " + BUILD + " -name '*.o' -printf '%f %T@ %i\\n' | sort";

    private Stage stage;

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private static Stage onSpot(String name) throws Exception {
        return Stage.small(
                name,
                configuration -> configuration
                        .replace(
                                "types: [c7i.16xlarge, c7a.8xlarge]\n    market: spot",
                                "types: [c7i.4xlarge]\n    market: spot")
                        .replace("timing: {}", "timing: {}\nspot: {reclaims: 1}"));
    }

    /** Three of four files are compiled, and the last waits. */
    private List<String> compiled(String builder) {
        await("three object files")
                .atMost(PATIENCE)
                .until(() -> stage.cloud().exec(builder, OBJECTS).lines().count() == 3);
        return stage.cloud().exec(builder, OBJECTS).lines().toList();
    }

    private void awaitAnother(String first) {
        await("another builder has the volume")
                .atMost(PATIENCE)
                .until(() -> !List.of("null", first, Cloud.HOST_ANN)
                        .contains(stage.cloud().mountedOn("ann")));
    }

    private void nothingWasCompiledTwice(Card card, List<String> before) {
        isBuiltAndHome(card);
        List<String> after = stage.cloud().exec(Cloud.HOST_ANN, OBJECTS).lines().toList();
        assertThat(after).hasSize(4).containsAll(before);
        assertThat(card.lines())
                .anySatisfy(line -> assertThat(line).contains("passed").contains("1 file compiled"));
    }

    private void isBuiltAndHome(Card card) {
        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(stage.cloud().builders()).hasSize(2);
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void theVolumeGoesToTheNextBuilderWithoutAWayHomeAndWithoutANewApproval() throws Exception {
        stage = onSpot("reclaim");
        Cloud cloud = stage.cloud();
        Card card = stage.compilers().ask(Person.ANN, "staged --profile spot");
        card.awaitText("building");
        String first = cloud.mountedOn("ann");
        List<String> before = compiled(first);

        cloud.act("reclaim", first);
        card.awaitLine("EC2 takes builder `" + first + "` back");
        awaitAnother(first);
        cloud.openGate("ann");
        nothingWasCompiledTwice(card, before);

        assertThat(card.lines())
                .anySatisfy(line ->
                        assertThat(line).contains("The volume is free again").contains("all that was built"))
                .anySatisfy(line -> assertThat(line).contains("Spot builders are left alone until"))
                .noneMatch(line -> line.contains("On the way home"))
                .noneMatch(line -> line.contains("Approval needed"));
        assertThat(cloud.builders()).hasSize(2);
        assertThat(cloud.builders())
                .filteredOn(builder -> !builder.path("id").asText().equals(first))
                .singleElement()
                .satisfies(builder -> assertThat(builder.path("spot").asBoolean())
                        .as("one was enough")
                        .isFalse());
        assertThat(stage.compilers().answerTo(Person.CLEO, "status")).contains("Spot builders are left alone until");
    }

    /** What a builder wrote shortly before it was lost is compiled anew: nobody saw how it let go. */
    @Test
    void whileTheBotIsAwayTheBuilderLetsGoByItselfAndAnotherOneFinishesTheBuild() throws Exception {
        stage = onSpot("reclaim-unseen");
        Cloud cloud = stage.cloud();
        Card card = stage.compilers().ask(Person.ANN, "staged --profile spot");
        card.awaitText("building");
        String first = cloud.mountedOn("ann");
        compiled(first);

        stage.bot().kill();
        cloud.act("reclaim", first);
        await("it is gone").atMost(PATIENCE).until(() -> cloud.stateOf(first).equals("terminated"));
        stage.bot().start();
        card.awaitLine("The builder is lost");
        awaitAnother(first);
        cloud.openGate("ann");
        isBuiltAndHome(card);
    }
}
