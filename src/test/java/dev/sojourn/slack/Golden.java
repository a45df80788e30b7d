package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What people see, kept in files: a change of it is seen, too. {@code -Dwrite.pages=true} writes them anew. */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** @param name of the file, its folder and ending included */
    static void assertSame(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("write.pages")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
        }
        assertThat(text + "\n").as(name).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }
}
