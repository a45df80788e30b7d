package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The way out, the build, the way home; then the same again after one edit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoundTripIT {

    private static final String BUILD = Cloud.MOUNT + "/sojourn/slots/1/build";

    /** Names, times, sizes, modes and bytes of all that is in the checkout, git's own files included. */
    private static final String FINGERPRINT = "cd " + Cloud.CHECKOUT
            + " && { find . -printf '%p %T@ %s %m %U\\n' | sort; find . -type f -exec sha256sum {} + | sort; } | sha256sum";

    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("round-trip");
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    @Order(1)
    void theVolumeGoesOutOnceSomebodyElseAgreesAndComesHomeBuilt() {
        Channel channel = stage.compilers();
        Cloud cloud = stage.cloud();
        String checkout = cloud.exec(Cloud.HOST_ANN, FINGERPRINT);

        Card card = channel.ask(Person.ANN, "main");
        card.awaitButton(Card.APPROVE);
        assertThat(card.text()).contains("waiting for approval");

        assertRefused(channel, card, Person.OSCAR, "Only approvers may decide");
        assertRefused(channel, card, Person.ANN, "Only approvers may decide");
        assertThat(stage.playground().calls("RunInstances")).isEmpty();

        approveTwice(channel, card);
        card.awaitLine("Approved by " + Person.CLEO.mention());

        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(card.message().buttons()).doesNotContain(Card.APPROVE, Card.CANCEL);
        assertToldWell(card);
        cloud.assertHome("ann");
        assertThat(cloud.exec(Cloud.HOST_ANN, "findmnt -n -o TARGET " + Cloud.MOUNT)
                        .strip())
                .isEqualTo(Cloud.MOUNT);
        cloud.exec(Cloud.HOST_ANN, "test -s " + BUILD + "/libtally.a && " + BUILD + "/count");
        assertThat(cloud.exec(Cloud.HOST_ANN, FINGERPRINT)).as("the checkout").isEqualTo(checkout);
        assertThat(cloud.builders()).hasSize(1);
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    @Order(2)
    void afterOneEditOnlyWhatDependsOnItIsCompiled() {
        Cloud cloud = stage.cloud();
        // The playground's Ann had changed add.cpp before; that was not part of main.
        cloud.exec(Cloud.HOST_ANN, "echo '// by hand' >>" + Cloud.CHECKOUT + "/multiply.cpp");
        String checkout = cloud.exec(Cloud.HOST_ANN, FINGERPRINT);

        Card card = stage.compilers().ask(Person.ANN, ".");
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);

        assertThat(compiled(cloud, 2)).containsExactlyInAnyOrder("add.cpp.o", "multiply.cpp.o");
        assertThat(card.lines())
                .anySatisfy(line -> assertThat(line).contains("passed").contains("2 files compiled"));
        assertThat(cloud.exec(Cloud.HOST_ANN, FINGERPRINT)).as("the checkout").isEqualTo(checkout);
        cloud.assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    private static void assertRefused(Channel channel, Card card, Person person, String why) {
        int known = channel.whispers(person).size();
        card.press(person, Card.APPROVE);
        channel.awaitWhisper(person, known, text -> text.contains(why));
        assertThat(card.text()).contains("waiting for approval");
    }

    /** The card is kept as it was for so long that a second approver presses a button that is decided already. */
    private static void approveTwice(Channel channel, Card card) {
        Faults faults = stage.playground().faults();
        faults.add(Map.of("service", "slack", "action", "chat.update", "mode", "hold_before", "times", -1));
        int knownToCleo = channel.whispers(Person.CLEO).size();
        int knownToBen = channel.whispers(Person.BEN).size();
        Message asked = card.message();
        assertThat(channel.press(Person.CLEO, asked, Card.APPROVE)).isEqualTo(200);
        channel.awaitWhisper(Person.CLEO, knownToCleo, text -> text.contains("is approved"));
        assertThat(channel.press(Person.BEN, asked, Card.APPROVE)).isEqualTo(200);
        channel.awaitWhisper(Person.BEN, knownToBen, text -> text.contains("decided before: approved by"));
        faults.clear();
    }

    private static void assertToldWell(Card card) {
        List<String> lines = card.lines();
        assertThat(stage.compilers().roots()).as("root messages").hasSize(1);
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines)
                .filteredOn(line -> line.contains(Person.ANN.mention()))
                .hasSize(1);
        assertThat(lines.get(lines.size() - 1))
                .startsWith(Person.ANN.mention() + " Job #1, `main`, is done")
                .containsPattern("Cost: \\$\\d+\\.\\d\\d \\(said \\$\\d+\\.\\d\\d–\\$\\d+\\.\\d\\d; list price")
                .contains("home on `" + Cloud.HOST_ANN + "`, mounted");
    }

    private static List<String> compiled(Cloud cloud, int job) {
        String log = cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.MOUNT + "/sojourn/jobs/" + job + "/build.log");
        return log.lines()
                .filter(line -> line.contains("Building CXX object"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .toList();
    }
}
