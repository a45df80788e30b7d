package dev.sojourn.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The NAME=value lines, on standard output and in {@code playground.env}. */
final class Announcement {
    private static final String URL = "SOJOURN_PLAYGROUND_URL";
    private static final String READY = "SOJOURN_PLAYGROUND_READY=1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path file;

    Announcement(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("playground.env");
    }

    /** Writes the file whole, then prints; the last line says that everything answers. */
    void say(Map<String, String> environment) throws IOException {
        StringBuilder lines = new StringBuilder();
        environment.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        lines.append(READY).append('\n');
        Path fresh = file.resolveSibling("playground.env.tmp");
        Files.writeString(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        System.out.print(lines);
        System.out.flush();
    }

    /** Repeats the lines of the playground that has the folder; false where it does not answer in time. */
    boolean repeat() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (Files.exists(file) && answers()) {
                System.out.print(Files.readString(file));
                System.out.flush();
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    /** The port of the last run in this folder. */
    OptionalInt lastPort() throws IOException {
        return read().map(Announcement::port).orElse(OptionalInt.empty());
    }

    private static OptionalInt port(Map<String, String> lines) {
        String url = lines.get(URL);
        return url == null
                ? OptionalInt.empty()
                : OptionalInt.of(URI.create(url).getPort());
    }

    private boolean answers() throws IOException, InterruptedException {
        Map<String, String> lines = read().orElse(Map.of());
        if (!lines.containsKey(URL)) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(lines.get(URL) + "/playground/identity"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().equals(folder.toString());
        } catch (IOException notYet) {
            return false;
        }
    }

    private Optional<Map<String, String>> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return Optional.of(lines);
    }
}
