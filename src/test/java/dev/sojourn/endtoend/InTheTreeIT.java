package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody sits in the tree when it is to travel. */
class InTheTreeIT {

    private static final String SHELL = "cd " + Cloud.CHECKOUT + " && exec -a less sleep 600";

    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("in-the-tree");
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static boolean isAlive(long pid) {
        return stage.cloud().succeeds(Cloud.HOST_ANN, "ann", "kill -0 " + pid);
    }

    @Test
    void theyAreAskedDirectlyAndTheJobGoesOnOnceTheyHaveTheirProcessesEnded() {
        int launched = stage.playground().calls("RunInstances").size();
        long shell = stage.cloud().start(Cloud.HOST_ANN, "ann", SHELL);
        Channel channel = stage.compilers();
        Card card = channel.ask(Person.ANN, "main");

        DirectMessages toAnn = stage.messagesTo(Person.ANN);
        Message asked = toAnn.first(text -> text.contains("#"));
        assertThat(asked.buttons()).contains("sojourn-wait", "sojourn-stop-holders", "sojourn-cancel");
        assertThat(stage.playground().calls("RunInstances")).hasSize(launched);
        assertThat(isAlive(shell)).as("nobody's shell is ended unasked").isTrue();

        assertThat(toAnn.press(asked, "sojourn-wait")).isEqualTo(200);
        card.awaitLine("needs the tree");
        assertThat(isAlive(shell)).isTrue();

        assertThat(toAnn.press(toAnn.now(asked), "sojourn-stop-holders")).isEqualTo(200);
        await("the shell has ended").atMost(Duration.ofSeconds(30)).until(() -> !isAlive(shell));
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);

        await("the question is answered")
                .atMost(Duration.ofSeconds(20))
                .until(() -> toAnn.now(asked).buttons().isEmpty());
        assertThat(toAnn.all()).as("asked once").hasSize(1);
        assertThat(card.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void aLanguageServerIsEndedUnaskedOnceNobodyElseIsThereAndStartedAgainAtHome() throws Exception {
        Cloud cloud = stage.cloud();
        cloud.execAs(
                Cloud.HOST_ANN,
                "root",
                "mkdir -p /etc/sojourn && cat >/etc/sojourn/on-return <<'HOOK'\n" + hookOfTheReadme()
                        + "HOOK\nchmod 755 /etc/sojourn /etc/sojourn/on-return");
        long first = cloud.start(Cloud.HOST_ANN, "ann", "cd " + Cloud.CHECKOUT + " && exec clangd --background-index");
        await("clangd is there")
                .atMost(Duration.ofSeconds(10))
                .until(() -> clangds().contains(first));

        Card card = stage.compilers().ask(Person.ANN, "wide");
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);

        assertThat(card.lines()).anySatisfy(line -> assertThat(line).contains("As the configuration allows", "clangd"));
        await("clangd is back")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !clangds().isEmpty());
        assertThat(clangds()).doesNotContain(first);
        assertThat(stage.playground().violations()).isEmpty();
    }

    @AfterEach
    void nobodyIsLeft() {
        clangds().forEach(pid -> stage.cloud().said(Cloud.HOST_ANN, "kill " + pid));
    }

    private static List<Long> clangds() {
        return stage.cloud()
                .said(Cloud.HOST_ANN, "grep -lx clangd /proc/[0-9]*/comm | cut -d / -f 3")
                .lines()
                .map(Long::valueOf)
                .toList();
    }

    /** The example that users copy. The playground's clangd is a script, and must know which machine it is on. */
    private static String hookOfTheReadme() throws IOException {
        String page = Files.readString(Path.of("deploy/host/README.md"));
        int start = page.indexOf("#!/bin/sh\n# Starts language servers again.");
        String machine = stage.cloud()
                .exec(Cloud.HOST_ANN, "echo $SOJOURN_PLAYGROUND_MACHINE")
                .strip();
        return page.substring(start, page.indexOf("```", start))
                .replace("case ${1##*/}", "case ${2##*/}")
                .replace("setsid", "SOJOURN_PLAYGROUND_MACHINE='" + machine + "' setsid");
    }
}
