package dev.sojourn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bot as it is packed, on a playground. */
final class BotProgram implements AutoCloseable {

    /** As the systemd unit starts it. */
    static final List<String> FLAGS = List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Ground ground;
    private final Path log;
    private final Path java;
    private final List<String> flags;
    private final Map<String, String> environment;
    private Program program;

    private BotProgram(
            Ground ground, Path log, Path java, List<String> flags, Map<String, String> environment, Program program) {
        this.ground = ground;
        this.log = log;
        this.java = java;
        this.flags = flags;
        this.environment = environment;
        this.program = program;
    }

    static BotProgram start(Ground ground, String name, Map<String, String> more) throws Exception {
        return start(ground, name, Program.thisJava(), FLAGS, more);
    }

    static BotProgram start(Ground ground, String name, Path java, List<String> flags, Map<String, String> more)
            throws Exception {
        Path log = Path.of("target", "bench", name + "-bot.log");
        Files.deleteIfExists(log);
        Map<String, String> environment = new HashMap<>(ground.environment());
        environment.put("AWS_EXECUTION_ENV", "sojourn");
        environment.put("SOJOURN_HTTP_PORT", Integer.toString(Program.freePort()));
        environment.putAll(more);
        Set<String> before = ground.connections();
        BotProgram bot = new BotProgram(ground, log, java, flags, environment, run(java, flags, environment, log));
        bot.awaitConnected(before);
        return bot;
    }

    private static Program run(Path java, List<String> flags, Map<String, String> environment, Path log)
            throws IOException {
        List<String> words = new ArrayList<>(flags);
        words.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        return Program.start(Program.java(java, words), environment, log);
    }

    /** Once more, after a kill. Returns at once. */
    void again() throws IOException {
        program = run(java, flags, environment, log);
    }

    void awaitConnected(Set<String> before) throws InterruptedException, IOException {
        boolean connected = Program.within(180, () -> !program.isAlive() || !before.containsAll(ground.connections()));
        if (!connected || !program.isAlive()) {
            throw new IOException("The bot did not start; see " + log);
        }
    }

    Program program() {
        return program;
    }

    List<String> words() throws IOException {
        return Files.readAllLines(log);
    }

    Path database() {
        return Path.of(environment.get("SOJOURN_DATA_DIR")).resolve("sojourn.db");
    }

    @Override
    public void close() {
        program.close();
    }
}
