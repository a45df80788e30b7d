package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with the folder of the embedded database: each is refused with words, and nothing in it is changed. */
class DataFolderTest {

    @TempDir
    Path folder;

    private Path database() {
        return folder.resolve("sojourn.db");
    }

    private void used() {
        try (Database database = Database.open(folder)) {
            new SqlJobStore(database).add(Jobs.submitted(), List.of(), Jobs.START);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal() {
        return assertThatThrownBy(() -> Database.open(folder)).isInstanceOf(StoreUnusable.class);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    @Test
    void the_lock_names_its_holder() throws Exception {
        try (Database first = Database.open(folder)) {
            assertThat(first.problem()).isEmpty();
            refusal()
                    .hasMessageStartingWith("Another Sojourn is running on the data folder " + folder + ": process "
                            + ProcessHandle.current().pid() + " on ")
                    .hasMessageContaining(", since 20")
                    .hasMessageContaining("Stop it, or set SOJOURN_DATA_DIR");
        }
    }

    @Test
    void a_refused_second_one_leaves_the_lock_of_the_first_where_it_is() throws Exception {
        try (Database first = Database.open(folder)) {
            refusal().hasMessageContaining("Another Sojourn");
            refusal().hasMessageContaining("Another Sojourn");
            assertThat(first.answers()).isTrue();
            String locks = Files.readString(Path.of("/proc/locks"));
            Object inode = Files.getAttribute(folder.resolve("sojourn.lock"), "unix:ino");
            assertThat(locks).as("the kernel's locks").contains(":" + inode + " ");
        }
    }

    @Test
    void a_name_that_a_dead_process_left_holds_nothing() throws Exception {
        Files.writeString(folder.resolve("sojourn.lock"), "process 1 on elsewhere, since 2026-01-01T00:00:00Z\n");
        used();
        assertThat(folder.resolve("sojourn.lock"))
                .content()
                .startsWith("process " + ProcessHandle.current().pid());
    }

    @Test
    void a_file_that_is_no_database_is_named_and_left() throws Exception {
        byte[] other = "This was written by an editor.\n".repeat(300).getBytes(StandardCharsets.UTF_8);
        Files.write(database(), other);
        refusal()
                .hasMessageContaining("The database " + database() + " is damaged")
                .hasMessageContaining("put back a copy");
        assertThat(database()).hasBinaryContent(other);
    }

    @Test
    void a_database_with_a_page_of_garbage_is_found_at_the_start_and_left() throws Exception {
        used();
        byte[] bytes = Files.readAllBytes(database());
        int page = 4096;
        assertThat(bytes.length).isGreaterThan(4 * page);
        Arrays.fill(bytes, 2 * page, 4 * page, (byte) 0x5a);
        Files.write(database(), bytes);
        refusal().hasMessageContaining("is damaged").hasMessageContaining("left as it is");
        assertThat(database()).hasBinaryContent(bytes);
    }

    @Test
    void a_truncated_database_is_found_at_the_start() throws Exception {
        used();
        byte[] bytes = Files.readAllBytes(database());
        Files.write(database(), Arrays.copyOf(bytes, bytes.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
        refusal().hasMessageContaining("is damaged");
    }

    @Test
    void tables_of_a_newer_program_are_not_touched() throws Exception {
        used();
        sql(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', 'from the future', type, 'V99__future.sql',"
                        + " 7, installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1",
                "CREATE TABLE from_the_future (x)");
        refusal()
                .hasMessageContaining("has tables of version 99, and this Sojourn knows them up to 8")
                .hasMessageContaining("Start the newer Sojourn again");
        sql("DELETE FROM flyway_schema_history WHERE version = '99'", "DROP TABLE from_the_future");
        try (Database again = Database.open(folder)) {
            assertThat(new SqlJobStore(again).unfinished()).hasSize(1);
        }
    }

    @Test
    void a_folder_that_is_a_file_is_said_to_be_none() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("The data folder " + file + " cannot be made");
    }

    @Test
    void a_read_only_disk_is_named_and_what_to_do() throws Exception {
        assumeRoot("mounts a read-only filesystem");
        used();
        run("mount", "--bind", folder.toString(), folder.toString());
        try {
            run("mount", "-o", "remount,bind,ro", folder.toString());
            refusal()
                    .hasMessageContaining("The data folder " + folder + " cannot be written: Read-only file system")
                    .hasMessageContaining("Mount it read-write");
        } finally {
            run("umount", folder.toString());
        }
        used();
    }

    @Test
    void a_file_that_belongs_to_somebody_else_is_named() throws Exception {
        assumeRoot("makes a file immutable, as root may write every other one");
        used();
        run("chattr", "+i", database().toString());
        try {
            refusal().hasMessageContaining("The file " + database() + " cannot be written by the user");
        } finally {
            run("chattr", "-i", database().toString());
        }
        used();
    }

    @Test
    void a_full_disk_is_named_at_the_start_and_while_it_runs_and_nothing_is_lost() throws Exception {
        assumeRoot("mounts a filesystem of 3 MiB");
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.toString());
        try {
            Path ballast = folder.resolve("ballast");
            try (Database database = Database.open(folder)) {
                SqlJobStore store = new SqlJobStore(database);
                fill(ballast);
                assertThat(database.problem().orElseThrow())
                        .contains(
                                "cannot be written: No space left on device (0 KiB are free). Make room on that disk.");
                long kept = addUntilRefused(store);
                assertThat(store.newest(10_000)).hasSize((int) kept);
                Files.delete(ballast);
                assertThat(database.problem()).isEmpty();
                store.add(Jobs.submitted(), List.of(), Jobs.START);
                assertThat(store.newest(10_000)).hasSize((int) kept + 1);
            }
            fill(ballast);
            refusal().hasMessageContaining("No space left on device").hasMessageContaining("Make room");
            Files.delete(ballast);
            used();
        } finally {
            run("umount", folder.toString());
        }
    }

    private static long addUntilRefused(SqlJobStore store) {
        for (int kept = 0; kept < 10_000; kept++) {
            try {
                store.add(Jobs.submitted(), List.of(), Jobs.START);
            } catch (RuntimeException full) {
                assertThat(full).rootCause().hasMessageContaining("SQLITE_FULL");
                return kept;
            }
        }
        throw new AssertionError("the disk never was full");
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (FileSystemException other) {
            throw other;
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void assumeRoot(String why) {
        assumeTrue(System.getProperty("user.name").equals("root"), "skipped: wants root, as it " + why);
    }
}
