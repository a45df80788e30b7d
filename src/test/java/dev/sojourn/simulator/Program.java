package dev.sojourn.simulator;

import dev.sojourn.job.Job;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Which bot and which simulator these are: a digest of their classes. Another one makes other histories of the same seeds. */
final class Program {

    private static final List<String> ROOMS = List.of("job", "plan", "policy", "handoff", "command", "simulator");
    private static final int DIGITS = 16;

    private Program() {}

    static String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> one : List.of(Job.class, Program.class)) {
                Path classes = Path.of(one.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .resolve("dev/sojourn");
                for (String room : ROOMS) {
                    add(classes.resolve(room), digest);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException broken) {
            throw new IllegalStateException("The classes that are run cannot be read", broken);
        }
    }

    private static void add(Path folder, MessageDigest digest) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
