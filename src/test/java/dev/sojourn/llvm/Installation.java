package dev.sojourn.llvm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bot and playground, started by {@code src/playground/start} as everybody starts them, and the playground's JSON. */
final class Installation implements AutoCloseable {

    /** Three checkouts of LLVM are made at the start; all patience here is for a busy machine. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration END = Duration.ofSeconds(60);
    private static final String START_SCRIPT = "src/playground/start";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process bot;
    private final Path folder;

    private Installation(Process bot, Path folder) {
        this.bot = bot;
        this.folder = folder;
    }

    /**
     * Starts both in a folder of their own, on free ports, and waits until the bot listens to Slack.
     *
     * @param settings the playground's {@code SOJOURN_PLAYGROUND_*} variables beside folder and port
     */
    static Installation start(Path folder, Map<String, String> settings, Path log) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SOJOURN_PLAYGROUND_DIR", folder.toString());
        environment.put("SOJOURN_PLAYGROUND_PORT", "0");
        environment.put("SOJOURN_HTTP_PORT", "0");
        Installation started = new Installation(script(environment, log, START_SCRIPT), folder);
        try {
            await("bot and playground are connected").atMost(START).until(started::isConnected);
        } catch (RuntimeException never) {
            started.close();
            throw never;
        }
        return started;
    }

    private static Process script(Map<String, String> environment, Path log, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private boolean isConnected() throws Exception {
        if (!bot.isAlive()) {
            throw new IllegalStateException("bot or playground ended with " + bot.exitValue());
        }
        return Files.exists(folder.resolve("playground.pid"))
                && !get("/playground/connections").isEmpty();
    }

    JsonNode get(String path) throws Exception {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Map<String, String> body) throws Exception {
        return answer(request(path)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    /** What the host's own person gets to see when they type this there. */
    String typed(String host, String script) throws Exception {
        JsonNode answer = post("/playground/exec", Map.of("instance", host, "script", script));
        if (answer.path("exit").asInt() != 0) {
            throw new IllegalStateException(script + " failed on " + host + ": " + answer);
        }
        return answer.path("stdout").asText();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String url = Files.readAllLines(folder.resolve("playground.env")).stream()
                .filter(line -> line.startsWith("SOJOURN_PLAYGROUND_URL="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        return HttpRequest.newBuilder(URI.create(url + path)).header("content-type", "application/json");
    }

    private JsonNode answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /** Ends the bot, then the playground with all its machines. */
    @Override
    public void close() throws IOException {
        end(bot.toHandle());
        Path pid = folder.resolve("playground.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(Installation::end);
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        await("process " + process.pid() + " has ended").atMost(END).until(() -> !process.isAlive());
    }
}
