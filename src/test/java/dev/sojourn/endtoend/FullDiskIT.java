package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk under the bot's data folder fills up, or becomes read-only, while a volume is away. */
@Tag("faults")
class FullDiskIT {

    private static final String FULL = "SQLITE_FULL";
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

        // The bot is gone, too: not even a start helps, and it says why.
        disk.fill();
        standsStill(bot, 1);
        bot.kill();
        Refusal.of(stage.playground()).assertWords("No space left on device", "Make room on that disk");
        disk.makeRoom();
        disk.makeReadOnly();
        Refusal.of(stage.playground()).assertWords("Read-only file system", "Mount it read-write");
        disk.makeWritable();
        bot.start();
        assertThat(bot.health().isReady()).isTrue();

        // The build ends, and that cannot be written down.
        disk.fill();
        standsStill(bot, 2);
        long failed = bot.said(FULL);
        stage.cloud().openGate("ann");
        await("a commit fails").atMost(SOON).until(() -> bot.said(FULL) > failed);
        assertThat(stage.cloud().volume("ann").at("/attachments/0/instance").asText())
                .as("nothing is asked of the cloud that is not written down first")
                .isEqualTo(stage.cloud().runningBuilder());

        disk.makeRoom();
        bot.awaitSaid("Jobs can be written down again and go on");
        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(bot.health().isReady()).isTrue();
        assertThat(card.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    private static void standsStill(Bot bot, long times) {
        String words = "Jobs stand still. The data folder " + bot.data()
                + " cannot be written: No space left on device (0 KiB are free). Make room on that disk.";
        await("jobs stand still").atMost(SOON).until(() -> bot.said(words) == times);
        assertThat(bot.health().status()).isEqualTo(503);
        assertThat(bot.health().words()).contains("No space left on device");
    }
}
