package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as another process than the bot sees it. */
class FolderCheckTest {

    @TempDir
    Path parent;

    private List<String> look(Path folder) {
        return new FolderCheck(folder)
                .look().stream()
                        .map(line -> line.subject() + " " + line.finding().word())
                        .toList();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_folder_that_is_made_at_the_first_start_is_not_made_by_looking() {
        Path folder = parent.resolve("data");
        assertThat(look(folder)).containsExactly("data folder ok");
        assertThat(folder).doesNotExist();
    }

    @Test
    void an_empty_folder_stays_empty() throws IOException {
        assertThat(look(parent)).containsExactly("data folder ok", "database ok");
        assertThat(files(parent)).isEmpty();
    }

    @Test
    void a_database_that_was_closed_is_looked_through_and_nothing_is_left_beside_it() throws IOException {
        Database.open(parent).close();
        List<String> before = files(parent);
        assertThat(look(parent)).containsExactly("data folder ok", "database ok");
        assertThat(files(parent)).isEqualTo(before);
    }

    @Test
    void a_damaged_database_is_wrong() throws IOException {
        Database.open(parent).close();
        Path file = parent.resolve("sojourn.db");
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 4096, Math.min(bytes.length, 40_000), (byte) 7);
        Files.write(file, bytes);
        List<Line> lines = new FolderCheck(parent).look();
        assertThat(lines.get(1).finding()).isInstanceOf(Finding.Wrong.class);
        assertThat(lines.get(1).finding().detail()).contains("is damaged");
    }

    @Test
    void of_a_database_that_was_not_closed_nothing_is_said() throws IOException {
        Database.open(parent).close();
        Files.write(parent.resolve("sojourn.db-wal"), new byte[] {1});
        assertThat(look(parent)).containsExactly("data folder ok", "database cannot check");
    }

    @Test
    void a_file_in_place_of_the_folder_is_wrong() throws IOException {
        Path file = Files.writeString(parent.resolve("data"), "no folder");
        assertThat(look(file.resolve("below"))).containsExactly("data folder wrong");
    }
}
