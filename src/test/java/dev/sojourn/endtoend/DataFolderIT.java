package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bots that must not start, because of what is in their data folder: clear words, nothing damaged, and on with the job. */
class DataFolderIT {

    private Stage stage;
    private Bot bot;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.small("data-folder");
        bot = stage.bot();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** One trip for all, because each bot that starts costs seconds. */
    @Test
    void whateverIsWrongWithItsFolderABotSaysSoAndTheJobGoesOnWhenItIsMended() throws Exception {
        Card card = stage.compilers().ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");

        Refusal.of(stage.playground())
                .assertWords(
                        "Another Sojourn is running on the data folder " + bot.data(),
                        "process " + bot.pid() + " on ",
                        "Stop it, or set SOJOURN_DATA_DIR");
        assertThat(bot.health().isReady()).isTrue();

        bot.stop();
        refusesADamagedFile();
        refusesNewerTables();
        stage.cloud().openGate("ann");
        bot.start();

        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(card.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    private void refusesADamagedFile() throws Exception {
        Path file = bot.data().resolve("sojourn.db");
        byte[] good = Files.readAllBytes(file);

        byte[] other = "Whatever this is, it is no database.\n".repeat(300).getBytes(StandardCharsets.UTF_8);
        Files.write(file, other);
        Refusal.of(stage.playground()).assertWords("The database " + file + " is damaged", "put back a copy");
        assertThat(file).hasBinaryContent(other);

        byte[] damaged = good.clone();
        Arrays.fill(damaged, 2 * 4096, 4 * 4096, (byte) 0x5a);
        Files.write(file, damaged);
        Refusal.of(stage.playground()).assertWords("The database " + file + " is damaged", "put back a copy");
        assertThat(file).hasBinaryContent(damaged);

        Files.write(file, good);
    }

    private void refusesNewerTables() throws Exception {
        sql(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', 'from the future', type, 'V99__future.sql', 7,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
        Refusal.of(stage.playground()).assertWords("has tables of version 99", "Start the newer Sojourn again");
        sql("DELETE FROM flyway_schema_history WHERE version = '99'");
    }

    private void sql(String statement) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + bot.data().resolve("sojourn.db"));
                Statement one = connection.createStatement()) {
            assertThat(one.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
