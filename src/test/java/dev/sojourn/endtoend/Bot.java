package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bot as a process of its own, which can be killed and started again with what it has written. */
public final class Bot {

    /** As arguments of {@code java}. */
    static final List<String> PROGRAM = List.of(
            "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", "target/quarkus-app/quarkus-run.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    static final String HASTE = "timing: {observe-every: 300ms, progress-every: 1s, repeat-after: 2s, settle: 0s}";

    private final Playground playground;
    private final Path log;
    private final List<String> options;
    private final Map<String, String> more;
    private @Nullable JavaProcess process;
    private int port;

    /**
     * @param options more words for its JVM
     * @param more variables of its environment, beyond those that the playground tells
     */
    Bot(Playground playground, Path log, List<String> options, Map<String, String> more) {
        this.playground = playground;
        this.log = log;
        this.options = List.copyOf(options);
        this.more = Map.copyOf(more);
        hasten(playground.configuration());
    }

    /** Starts it and waits until it listens to Slack. */
    public void start() {
        Set<String> before = connections();
        Map<String, String> environment = new HashMap<>(playground.environment());
        environment.putAll(more);
        port = freePort();
        environment.put("SOJOURN_HTTP_PORT", Integer.toString(port));
        List<String> words = new ArrayList<>(options);
        words.addAll(PROGRAM);
        JavaProcess started = JavaProcess.start(words, environment, log);
        process = started;
        await("the bot is connected").atMost(PATIENCE).until(() -> {
            Set<String> now = connections();
            now.removeAll(before);
            return !started.isAlive() || !now.isEmpty();
        });
        if (!started.isAlive()) {
            throw new IllegalStateException("The bot did not start; see " + log);
        }
    }

    /** What it says of itself under {@code /q/health/ready}; kept apart from the status, as 503 has words too. */
    Health health() {
        return Health.at(URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
    }

    /** An address of its pages. */
    String page(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Waits until its log has a line with this. */
    void awaitSaid(String part) {
        await("the bot says " + part).atMost(PATIENCE).until(() -> said(part) > 0);
    }

    long pid() {
        return Objects.requireNonNull(process, "not started").pid();
    }

    /** Its folder of data. */
    Path data() {
        return Path.of(playground.environment().get("SOJOURN_DATA_DIR"));
    }

    /** {@code kill -9}, wherever it is. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** What it has in its environment beyond what the playground tells. */
    Map<String, String> environment() {
        return more;
    }

    /** SIGSTOP: it stands still, with all that it has under way. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        if (process != null) {
            process.signal(name);
        }
    }

    /** All that it has said. */
    List<String> words() {
        try {
            return Files.readAllLines(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How often it has said this since the beginning of its log. */
    long said(String words) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    private Set<String> connections() {
        return new HashSet<>(playground.api().get("/playground/connections").findValuesAsText("id"));
    }

    /** Looks as often as a cloud of ten times the speed needs; every other duration stays what users have. */
    private static void hasten(Path configuration) {
        try {
            String text = Files.readString(configuration);
            if (text.contains(HASTE.substring(0, HASTE.length() - 1))) {
                return; // the bot before, or the test, has asked for it
            }
            if (!text.contains("timing: {}")) {
                throw new IllegalStateException(configuration + " has no empty timing section");
            }
            Files.writeString(configuration, text.replace("timing: {}", HASTE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
