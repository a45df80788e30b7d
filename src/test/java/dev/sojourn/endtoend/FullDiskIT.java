package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The disk under the bot's data folder fills up, or becomes read-only, while a volume is away. */
class FullDiskIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aJobStandsStillWhileNothingCanBeWrittenAndGoesOnWhenItCan() throws Exception {
        try (Stage stage = Stage.small("full-disk")) {
            Bot bot = stage.bot();
            bot.stop();
            try (TinyDisk disk = TinyDisk.over(Files.createDirectories(bot.data()), 4)) {
                try {
                    trip(stage, disk);
                } finally {
                    bot.stop();
                }
            }
        }
    }

    private static void trip(Stage stage, TinyDisk disk) throws Exception {
        Bot bot = stage.bot();
        bot.start();
        Card card = stage.compilers().ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");
        assertThat(bot.health().isReady()).isTrue();

        disk.fill();
        stage.cloud().openGate("ann");
        bot.awaitSaid("Jobs stand still. The data folder " + bot.data()
                + " cannot be written: No space left on device (0 KiB are free). Make room on that disk.");
        assertThat(bot.health().status()).isEqualTo(503);
        assertThat(bot.health().words()).contains("No space left on device");
        // The build has ended, and that cannot be written down.
        bot.awaitSaid("SQLITE_FULL");
        assertThat(stage.cloud().volume("ann").at("/attachments/0/instance").asText())
                .as("nothing is asked of the cloud that is not written down first")
                .isEqualTo(stage.cloud().runningBuilder());

        // Not even a start helps, and it says why.
        bot.kill();
        Refusal.of(stage.playground()).assertWords("No space left on device", "Make room on that disk");
        disk.makeRoom();
        disk.makeReadOnly();
        Refusal.of(stage.playground()).assertWords("Read-only file system", "Mount it read-write");
        disk.makeWritable();

        bot.start();
        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(card.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
        await("ready again").atMost(SOON).until(() -> bot.health().isReady());
    }
}
