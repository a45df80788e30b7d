package dev.sojourn.playground.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** What people do at their hosts while nothing is built. */
class PeopleAtHostsTest {
    private static final String TREE = "/mnt/llvm/" + Home.CHECKOUT;

    private static LocalAws aws;
    private static Bot bot;

    @BeforeAll
    static void open() throws Exception {
        aws = LocalAws.start();
        bot = new Bot(aws);
    }

    @AfterAll
    static void close() throws Exception {
        bot.close();
        aws.close();
    }

    @Test
    void aCommandOfSojournsIsFoundOnTheHostsAndOnNoBuilder() {
        String builder = bot.launch(more -> {});
        for (String host : new String[] {Home.HOST_ANN, Home.HOST_BEN}) {
            assertThat(bot.shell(host, "sojourn where").standardOutputContent()).isEqualTo("where: home\n");
        }
        bot.awaitState(builder, InstanceStateName.RUNNING);
        bot.awaitAgent(builder);
        assertThat(bot.shell(builder, "sojourn where").responseCode()).isEqualTo(127);
        bot.ec2.terminateInstances(one -> one.instanceIds(builder));
    }

    @Test
    void whatSomebodyStartedInTheTreeIsTheirsHoldsTheVolumeAndEndsWhenItIsAskedTo() throws Exception {
        JsonNode started = aws.post(
                "/playground/exec",
                Map.of(
                        "instance",
                        Home.HOST_ANN,
                        "user",
                        "ann",
                        "script",
                        "cd " + TREE + " && exec clangd --background-index",
                        "background",
                        true));
        await().until(() -> holders().equals("clangd ann\n"));
        assertThat(aws.exec(Home.HOST_ANN, "ann", "cat /proc/" + started.path("pid") + "/comm"))
                .isEqualTo("clangd\n");
        assertThat(aws.exec(Home.HOST_ANN, "root", "umount /mnt/llvm")).contains("busy");
        assertThat(aws.exec(Home.HOST_ANN, "ben", "pkill -x clangd")).contains("not permitted");
        assertThat(bot.shell(Home.HOST_ANN, "pkill -TERM -x clangd").statusAsString())
                .isEqualTo("Success");
        await().until(() -> holders().isEmpty());
    }

    @Test
    void theTreeOfTheSecondVolumeIsOnTheHostsOwnDisk() throws Exception {
        JsonNode volume = null;
        for (JsonNode each : aws.get("/playground/cloud").path("volumes")) {
            volume = each.path("name").asText().equals("keep") ? each : volume;
        }
        assertThat(volume).isNotNull();
        String tree = volume.path("source").asText();
        String mount = volume.path("mount").asText();
        assertThat(aws.exec(Home.HOST_ANN, "ann", "git -C '" + tree + "' status --porcelain && ls -A " + mount))
                .isEqualTo(" M hello.cpp\n?? notes.txt\n");
        assertThat(aws.exec(Home.HOST_ANN, "ann", "stat -c %d '" + tree + "' " + mount + " | uniq | wc -l"))
                .isEqualTo("2\n");
    }

    /** Name and user of whoever has a working folder on the volume. */
    private static String holders() throws Exception {
        return aws.exec(
                Home.HOST_ANN,
                "root",
                "for each in $(find /proc/[0-9]*/cwd -lname '/mnt/llvm/*' 2>/dev/null); do "
                        + "echo $(cat ${each%cwd}comm; stat -c %U ${each%/cwd}); done");
    }
}
