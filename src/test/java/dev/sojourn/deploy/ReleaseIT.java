package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is packed into the release: the bot, and nothing of the playground. */
class ReleaseIT {

    @Test
    void thePlaygroundIsNotInTheBot() throws IOException {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app"))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile opened = new JarFile(jar.toFile())) {
                    opened.stream().forEach(entry -> entries.add(entry.getName()));
                }
            }
        }
        assertThat(entries).contains("dev/sojourn/Main.class", "guest/look.sh");
        assertThat(entries).noneMatch(entry -> entry.startsWith("dev/sojourn/playground/"));
    }
}
