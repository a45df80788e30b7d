package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A playground as a process of its own, in a fresh folder that ends with it. */
final class Ground implements AutoCloseable {

    static final String CHANNEL = "C0000COMPILE";
    static final String ANN = "U0000000ANN";
    static final String BEN = "U0000000BEN";
    static final String HOST_BEN = "i-0a11bbbb0000000b1";
    static final String VOLUME_BEN = "vol-0a11aaaa00000002";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Program program;
    private final Map<String, String> announced;

    private Ground(Path folder, Program program, Map<String, String> announced) {
        this.folder = folder;
        this.program = program;
        this.announced = announced;
    }

    /** Starts it with a repository of one small file. */
    static Ground open(String name, Map<String, String> options) throws Exception {
        Path folder = Files.createTempDirectory("sojourn-bench");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path log = Path.of("target", "bench", name + "-playground.log");
        Files.deleteIfExists(log);
        Map<String, String> environment = new HashMap<>(Map.of(
                "SOJOURN_PLAYGROUND_DIR", folder.resolve("playground").toString(),
                "SOJOURN_PLAYGROUND_PORT", "0",
                "SOJOURN_PLAYGROUND_REPO",
                        repository(folder.resolve("repository")).toString()));
        environment.putAll(options);
        Program program = Program.start(
                Program.java(Program.thisJava(), List.of("-Xmx1g", "-jar", "target/playground/playground.jar")),
                environment,
                log);
        Path announcement = folder.resolve("playground/playground.env");
        boolean ready = Program.within(
                300, () -> !program.isAlive() || lines(announcement).contains("SOJOURN_PLAYGROUND_READY=1"));
        if (!ready || !program.isAlive()) {
            program.close();
            throw new IOException("The playground did not start; see " + log);
        }
        Map<String, String> announced = lines(announcement).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Ground(folder, program, announced);
    }

    private static Path repository(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("CMakeLists.txt"), "cmake_minimum_required(VERSION 3.16)\nproject(none NONE)\n");
        Process made = new ProcessBuilder(
                        "sh",
                        "-ec",
                        "git init -q --initial-branch=main; git add -A; git -c user.name=A -c user.email=a@example.org"
                                + " commit -q -m Begins")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("git made no repository in " + folder);
        }
        return folder;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path folder() {
        return folder;
    }

    Program program() {
        return program;
    }

    Map<String, String> environment() {
        return announced;
    }

    Path configuration() {
        return Path.of(announced.get("SOJOURN_CONFIG"));
    }

    /** Puts another profile in place of the playground's own, and other timing; a plan of it needs nobody's yes. */
    void configure(String script, String timing) throws IOException {
        String text = Files.readString(configuration());
        int from = text.indexOf("profiles:\n");
        int to = text.indexOf("policy:\n");
        String profile =
                """
                profiles:
                  - name: llvm
                    builder: default
                    recipe: script
                    script: |
                %s
                    types: [c7i.16xlarge, c7a.8xlarge]
                    first-expected-minutes: 1
                    need-mib: 50
                    cap-usd: 5.00
                    approval: {from-vcpus: 999, from-usd: 999.00, from-usd-per-hour: 999.00}
                """.formatted(script.lines().map(line -> "      " + line).collect(Collectors.joining("\n")));
        Files.writeString(
                configuration(),
                (text.substring(0, from) + profile + text.substring(to))
                        .replace("profiles: [llvm, spot]", "profiles: [llvm]")
                        .replace("timing: {}", "timing: {" + timing + "}"));
    }

    /** Leaves one volume in the bot's configuration: it brings home whatever it knows of and finds attached to nothing. */
    void knowOnly(String name) throws IOException {
        String text = Files.readString(configuration());
        int from = text.indexOf("volumes:\n") + "volumes:\n".length();
        int to = text.indexOf("builders:\n");
        String kept = Arrays.stream(text.substring(from, to).split("(?m)^(?=  - id: )"))
                .filter(volume -> volume.contains("name: " + name + "\n"))
                .collect(Collectors.joining());
        Files.writeString(configuration(), text.substring(0, from) + kept + text.substring(to));
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send(request(path)
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    /** Types the command; the answer has {@code ack} and {@code ack_ms}. */
    JsonNode type(String user, String text) {
        return post(
                "/playground/commands",
                Map.of("user", user, "channel", CHANNEL, "command", "/llvm-build", "text", text));
    }

    void background(String instance, String script) {
        post("/playground/exec", Map.of("instance", instance, "user", "root", "script", script, "background", true));
    }

    String exec(String instance, String script) throws IOException {
        JsonNode said = post("/playground/exec", Map.of("instance", instance, "user", "root", "script", script));
        if (said.path("exit").asInt() != 0) {
            throw new IOException("at " + instance + ": " + said);
        }
        return said.path("stdout").asText();
    }

    Set<String> connections() {
        return new HashSet<>(get("/playground/connections").findValuesAsText("id"));
    }

    List<JsonNode> instances() {
        return list(get("/playground/cloud").path("instances"));
    }

    List<JsonNode> volumes() {
        return list(get("/playground/cloud").path("volumes"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(announced.get("SOJOURN_PLAYGROUND_URL") + path))
                .header("content-type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.uri() + " answered " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        program.close();
        try {
            new ProcessBuilder("sh", "-c", "chattr -R -f -i \"$1\"; rm -rf \"$1\"", "sh", folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
