package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The playground as a process of its own: a local Slack and a local AWS in a folder, on a free port. */
public final class Playground {

    private static final String READY = "SOJOURN_PLAYGROUND_READY=1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JavaProcess process;
    private final Path folder;
    private final Map<String, String> announced;
    private final ControlApi api;

    private Playground(JavaProcess process, Path folder, Map<String, String> announced) {
        this.process = process;
        this.folder = folder;
        this.announced = announced;
        this.api = new ControlApi(announced.get("SOJOURN_PLAYGROUND_URL"));
    }

    /** Starts it, ten times as fast as the cloud; without a repository it makes its own sample project. */
    static Playground start(Path folder, Optional<Repository> repository, Path log) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SOJOURN_PLAYGROUND_DIR", folder.toString(),
                "SOJOURN_PLAYGROUND_PORT", "0",
                "SOJOURN_PLAYGROUND_TIME_SCALE", "10"));
        repository.ifPresent(
                made -> environment.put("SOJOURN_PLAYGROUND_REPO", made.folder().toString()));
        JavaProcess process = JavaProcess.start(
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", "target/playground/playground.jar"),
                environment,
                log);
        Path announcement = folder.resolve("playground.env");
        await("the playground is ready")
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || lines(announcement).contains(READY));
        if (!process.isAlive()) {
            throw new IllegalStateException("The playground did not start; see " + log);
        }
        return new Playground(process, folder, environmentOf(lines(announcement)));
    }

    /** What a bot needs in its environment. */
    Map<String, String> environment() {
        return announced;
    }

    /** The configuration for a bot; yours to change before one starts. */
    public Path configuration() {
        return Path.of(announced.get("SOJOURN_CONFIG"));
    }

    public ControlApi api() {
        return api;
    }

    String url() {
        return api.url();
    }

    Channel channel(String id) {
        return new Channel(api, id);
    }

    Cloud cloud() {
        return new Cloud(api);
    }

    public Faults faults() {
        return new Faults(api);
    }

    /** The calls of one action since the start, oldest first, as the traffic inspector has them. */
    List<JsonNode> calls(String action) {
        return StreamSupport.stream(api.get("/playground/traffic").spliterator(), false)
                .filter(call -> call.path("action").asText().equals(action))
                .toList();
    }

    /** Every call between bot, Slack and AWS, as text. */
    String traffic() {
        return api.get("/playground/traffic").toString();
    }

    /** The open connections of bots, oldest first. */
    List<String> connections() {
        return api.get("/playground/connections").findValuesAsText("id");
    }

    /** What happened that must never happen. */
    public List<String> violations() {
        return StreamSupport.stream(
                        api.get("/playground/invariants").path("violations").spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }

    /** Ends it and its machines; fails where one of them lives on. */
    void stop() {
        process.stop();
        await("the playground's machines have ended")
                .atMost(PATIENCE)
                .until(() -> Leftovers.of(folder).isEmpty());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, String> environmentOf(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
