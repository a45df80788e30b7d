package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
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
        long shell = stage.cloud().start(Cloud.HOST_ANN, "ann", SHELL);
        Channel channel = stage.compilers();
        Card card = channel.ask(Person.ANN, "main");

        DirectMessages toAnn = stage.messagesTo(Person.ANN);
        Message asked = toAnn.first(text -> text.contains("#"));
        assertThat(asked.buttons()).contains("sojourn-wait", "sojourn-stop-holders", "sojourn-cancel");
        assertThat(stage.playground().calls("RunInstances")).isEmpty();
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
}
