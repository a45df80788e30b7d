package dev.sojourn.playground;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A playground as people start it, in a process of its own and on a free port; no bot is there. */
final class Served implements AutoCloseable {
    private static final String READY = "SOJOURN_PLAYGROUND_READY=1";

    private final Process process;
    private final Map<String, String> announced;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    private Served(Process process, Map<String, String> announced) {
        this.process = process;
        this.announced = announced;
    }

    static Served in(Path folder, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/playground/playground.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of("SOJOURN_PLAYGROUND_DIR", folder.toString(), "SOJOURN_PLAYGROUND_PORT", "0"));
        Process process = builder.start();
        await("the playground is ready; see " + log)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        !process.isAlive() || Files.readAllLines(log).stream().anyMatch(READY::equals));
        return new Served(
                process,
                Files.readAllLines(folder.resolve("playground.env")).stream()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    String url() {
        return announced.get("SOJOURN_PLAYGROUND_URL");
    }

    /** What a bot says to Slack. */
    JsonNode say(String method, Map<String, Object> arguments) throws Exception {
        return post("/api/" + method, arguments);
    }

    /** What a person types at a machine prints. */
    String type(String instance, String user, String script) throws Exception {
        return post("/playground/exec", Map.of("instance", instance, "user", user, "script", script))
                .path("stdout")
                .asText();
    }

    JsonNode get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    private JsonNode post(String path, Map<String, Object> body) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(url() + path))
                .header("content-type", "application/json; charset=utf-8")
                .header("authorization", "Bearer " + announced.get("SLACK_BOT_TOKEN"))
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    private JsonNode answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
