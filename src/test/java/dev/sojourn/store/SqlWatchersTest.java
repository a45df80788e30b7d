package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlWatchersTest {

    @TempDir
    Path folder;

    @Test
    void watchersSurviveARestartInAFile() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        watchersSurvive(() -> Database.open(data));
    }

    @Test
    void watchersSurviveARestartOnAServer() {
        String url = PostgresServer.emptyDatabase();
        watchersSurvive(() -> Database.connect(url));
    }

    private static void watchersSurvive(Supplier<Database> opened) {
        long job;
        long other;
        try (Database database = opened.get()) {
            SqlJobStore store = new SqlJobStore(database);
            job = store.add(Jobs.submitted(), List.of(), Jobs.START).number();
            other = store.add(Jobs.submitted(), List.of(), Jobs.START).number();
            SqlWatchers watchers = new SqlWatchers(database);
            assertThat(watchers.add(job, "U0BEN", Jobs.START.plusSeconds(1))).isTrue();
            assertThat(watchers.add(job, "U0ANN", Jobs.START)).isTrue();
            assertThat(watchers.add(job, "U0ANN", Jobs.START.plusSeconds(2))).isFalse();
            assertThat(watchers.add(other, "U0ZOE", Jobs.START)).isTrue();
        }
        try (Database database = opened.get()) {
            SqlWatchers watchers = new SqlWatchers(database);
            assertThat(watchers.of(job)).containsExactly("U0ANN", "U0BEN");
            assertThat(watchers.remove(job, "U0ANN")).isTrue();
            assertThat(watchers.remove(job, "U0ANN")).isFalse();
            assertThat(watchers.of(job)).containsExactly("U0BEN");
            assertThat(watchers.of(other)).containsExactly("U0ZOE");
        }
    }
}
