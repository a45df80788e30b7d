package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path room;

    private Path data;
    private Path copy;

    @BeforeEach
    void names() {
        data = room.resolve("data");
        copy = room.resolve("copy.db");
    }

    private static Job add(Database database) {
        return new SqlJobStore(database).add(Jobs.submitted(), List.of(), Jobs.START);
    }

    private List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_copy_is_made_while_the_bot_writes_and_holds_what_was_committed() {
        try (Database running = Database.open(data)) {
            add(running);
            Backup.Content content = new Backup(data).write(copy);
            add(running);
            assertThat(content.jobs()).isEqualTo(1);
            assertThat(content.unfinished()).isEqualTo(1);
        }
        assertThat(room.resolve("copy.db.part")).doesNotExist();
    }

    @Test
    void what_was_copied_comes_back_and_what_was_there_is_kept_beside_it() throws IOException {
        Job first;
        try (Database running = Database.open(data)) {
            first = add(running);
            new Backup(data).write(copy);
            add(running);
        }
        new Backup(data).restore(copy, Jobs.START);
        try (Database again = Database.open(data)) {
            assertThat(new SqlJobStore(again).newest(10))
                    .extracting(Job::number)
                    .containsExactly(first.number());
        }
        assertThat(files(data)).contains("sojourn.db.before-restore-20260105-100000");
    }

    @Test
    void while_a_bot_runs_nothing_is_restored() {
        try (Database running = Database.open(data)) {
            add(running);
            new Backup(data).write(copy);
            assertThatThrownBy(() -> new Backup(data).restore(copy, Jobs.START))
                    .isInstanceOf(StoreUnusable.class)
                    .hasMessageContaining("Another Sojourn is running");
            assertThat(new SqlJobStore(running).newest(10)).hasSize(1);
        }
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() throws IOException {
        Database.open(data).close();
        Files.writeString(copy, "precious");
        assertThatThrownBy(() -> new Backup(data).write(copy))
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("is there already");
        assertThat(copy).hasContent("precious");
    }

    @Test
    void a_copy_that_is_damaged_or_none_is_refused_before_anything_is_moved() throws IOException {
        try (Database running = Database.open(data)) {
            add(running);
        }
        List<String> before = files(data);
        Files.writeString(copy, "no database at all, but long enough to be looked at as if it were one");
        assertThatThrownBy(() -> new Backup(data).restore(copy, Jobs.START)).isInstanceOf(StoreUnusable.class);
        assertThat(files(data)).isEqualTo(before);
    }

    @Test
    void without_a_database_there_is_nothing_to_copy() {
        assertThatThrownBy(() -> new Backup(data).write(copy))
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("SOJOURN_DATA_DIR");
        assertThat(copy).doesNotExist();
    }
}
