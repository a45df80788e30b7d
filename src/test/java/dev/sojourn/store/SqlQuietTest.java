package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.QuietHours;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When people are not to be called. */
class SqlQuietTest {

    @TempDir
    Path folder;

    @Test
    void quietHoursSurviveARestartInAFile() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        quietHoursSurvive(() -> Database.open(data));
    }

    @Test
    void quietHoursSurviveARestartOnAServer() {
        String url = PostgresServer.emptyDatabase();
        quietHoursSurvive(() -> Database.connect(url));
    }

    private static void quietHoursSurvive(Supplier<Database> opened) {
        QuietHours night = new QuietHours(LocalTime.of(22, 30), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
        try (Database database = opened.get()) {
            SqlQuiet quiet = new SqlQuiet(database);
            assertThat(quiet.of("U0ANN")).isEmpty();
            quiet.keep("U0ANN", new QuietHours(LocalTime.NOON, LocalTime.of(13, 0), ZoneOffset.UTC));
            quiet.keep("U0ANN", night);
            assertThat(quiet.forget("U0BEN")).isFalse();
        }
        try (Database database = opened.get()) {
            SqlQuiet quiet = new SqlQuiet(database);
            assertThat(quiet.of("U0ANN")).contains(night);
            assertThat(quiet.until("U0ANN", Instant.parse("2026-11-23T22:00:00Z")))
                    .contains(Instant.parse("2026-11-24T06:00:00Z"));
            assertThat(quiet.forget("U0ANN")).isTrue();
            assertThat(quiet.of("U0ANN")).isEmpty();
        }
    }
}
