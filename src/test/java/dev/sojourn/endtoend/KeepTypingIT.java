package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The checkout stays on the host's own disk, and its owner goes on typing while the volume with the builds is away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepTypingIT {

    private static Stage stage;
    private static String source;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("keep-typing");
        JsonNode keep = stage.cloud().volume("keep");
        source = keep.path("source").asText();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /** Names, times, sizes, modes and bytes of all that is in the checkout, git's own files included. */
    private static String fingerprint() {
        return stage.cloud()
                .exec(
                        Cloud.HOST_ANN,
                        "cd " + source
                                + " && { find . -printf '%p %T@ %C@ %s %m %U\n' | sort; find . -type f -exec sha256sum {} +"
                                + " | sort; } | sha256sum");
    }

    @Test
    @Order(1)
    void whileTheVolumeIsAwayTheirShellGoesOnAndNothingCanBeSavedInTheWrongPlace() {
        Cloud cloud = stage.cloud();
        long shell = cloud.start(Cloud.HOST_ANN, "ann", "cd " + source + " && exec sleep 600");
        cloud.exec(Cloud.HOST_ANN, "printf '// new\n' >" + source + "/subtract.cpp");
        cloud.exec(Cloud.HOST_ANN, "cat >>" + source + "/CMakeLists.txt <<'GATE'\n" + Repository.GATE + "GATE\n");
        String before = fingerprint();

        Card card = stage.compilers().ask(Person.ANN, ". --volume keep");
        card.approve(Person.CLEO);
        card.awaitText("building");
        assertThat(fingerprint()).as("the checkout while the volume is away").isEqualTo(before);
        assertThat(cloud.succeeds(Cloud.HOST_ANN, "ann", "kill -0 " + shell)).isTrue();
        assertThat(cloud.succeeds(Cloud.HOST_ANN, "ann", "echo x >" + Cloud.KEEP + "/lost.txt"))
                .as("a write into the bare mount point")
                .isFalse();
        assertThat(cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.KEEP + "/AWAY.md"))
                .contains("Job #1 builds .", "at about ");
        assertThat(cloud.said(Cloud.HOST_ANN, "sojourn where " + Cloud.KEEP)).contains("away", "#1");
        cloud.exec(Cloud.HOST_ANN, "echo '// typed meanwhile' >>" + source + "/add.cpp");

        cloud.openGate("keep");
        card.awaitEnd(Outcome.SUCCEEDED);
        cloud.assertHome("keep");
        assertThat(cloud.said(Cloud.HOST_ANN, "sojourn where " + Cloud.KEEP)).contains("home");
        assertThat(cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.KEEP + "/sojourn/slots/1/src/subtract.cpp"))
                .isEqualTo("// new\n");
        assertThat(cloud.exec(Cloud.HOST_ANN, "cat " + Cloud.KEEP + "/sojourn/slots/1/src/add.cpp"))
                .doesNotContain("typed meanwhile");
        assertThat(stage.messagesTo(Person.ANN).all())
                .as("nobody is asked to leave")
                .isEmpty();
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    @Order(2)
    void theNextBuildCompilesJustWhatWasTypedMeanwhile() {
        Card card = stage.compilers().ask(Person.ANN, ". --volume keep");
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(card.lines()).anySatisfy(line -> assertThat(line).contains("1 file compiled"));
        assertThat(compiled(2)).containsExactly("add.cpp.o");
        stage.cloud().assertHome("keep");
    }

    private static List<String> compiled(int job) {
        String log = stage.cloud().exec(Cloud.HOST_ANN, "cat " + Cloud.KEEP + "/sojourn/jobs/" + job + "/build.log");
        return Pattern.compile("Building CXX object .*/(.*)")
                .matcher(log)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
