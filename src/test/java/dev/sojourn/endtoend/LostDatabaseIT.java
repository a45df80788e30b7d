package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The data folder is gone while a build runs far from home. */
@Tag("faults")
class LostDatabaseIT {

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.small("lost-database");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void anEmptyDatabaseFindsTheVolumeOnItsBuilderBringsItHomeSaysSoAndBuildsAgain() throws Exception {
        Channel channel = stage.compilers();
        Card lost = channel.ask(Person.ANN, "gated");
        lost.approve(Person.CLEO);
        lost.awaitText("building");

        stage.bot().kill();
        forget(Path.of(stage.playground().environment().get("SOJOURN_DATA_DIR")));
        stage.bot().start();
        Card found = channel.awaitCard(1);
        found.awaitEnd(Outcome.FAILED);

        assertThat(found.lines()).anyMatch(line -> line.contains("no job knew of it"));
        assertThat(found.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();

        // Job numbers and epochs have begun anew: neither an old result nor an old fence may be met.
        stage.cloud().openGate("ann");
        Card again = channel.ask(Person.ANN, "main");
        again.approve(Person.CLEO);
        again.awaitEnd(Outcome.SUCCEEDED);
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.getFileName().toString().startsWith("sojourn"))
                    .toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
