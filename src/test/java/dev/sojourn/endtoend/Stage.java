package dev.sojourn.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A playground and a bot in a folder of their own. What both say is kept under {@code target/endtoend}. */
public final class Stage implements AutoCloseable {

    private final Path folder;
    private final Playground playground;
    private final Bot bot;
    private final List<Bot> others = new ArrayList<>();

    private Stage(Path folder, Playground playground, Bot bot) {
        this.folder = folder;
        this.playground = playground;
        this.bot = bot;
    }

    /** With a repository of a few small files. */
    public static Stage small(String name) throws IOException {
        Path folder = folder();
        return open(name, folder, Optional.of(Repository.in(folder.resolve("tally"))));
    }

    /** With a repository of a few small files, and some of the bot's configuration changed before it starts. */
    public static Stage small(String name, UnaryOperator<String> configuration) throws IOException {
        return small(name, configuration, List.of());
    }

    /** The same, with more words for the bot's JVM. */
    public static Stage small(String name, UnaryOperator<String> configuration, List<String> options)
            throws IOException {
        Path folder = folder();
        return open(
                name, folder, Optional.of(Repository.in(folder.resolve("tally"))), configuration, options, Map.of());
    }

    /** The same, with more in the bot's environment. */
    static Stage small(String name, Map<String, String> environment) throws IOException {
        Path folder = folder();
        return open(
                name,
                folder,
                Optional.of(Repository.in(folder.resolve("tally"))),
                UnaryOperator.identity(),
                List.of(),
                environment);
    }

    /** One more bot on the same Slack and AWS, not started yet. */
    Bot another(String name, Map<String, String> environment) throws IOException {
        Path log = Path.of("target", "endtoend", name + "-bot.log");
        Files.deleteIfExists(log);
        Bot other = new Bot(playground, log, List.of(), environment);
        others.add(other);
        return other;
    }

    /** With the sample project that the playground brings. */
    static Stage sample(String name) throws IOException {
        return open(name, folder(), Optional.empty());
    }

    /** The same, with more in the bot's environment. */
    static Stage sample(String name, Map<String, String> environment) throws IOException {
        return open(name, folder(), Optional.empty(), UnaryOperator.identity(), List.of(), environment);
    }

    private static Stage open(String name, Path folder, Optional<Repository> repository) throws IOException {
        return open(name, folder, repository, UnaryOperator.identity(), List.of(), Map.of());
    }

    private static Stage open(
            String name,
            Path folder,
            Optional<Repository> repository,
            UnaryOperator<String> configuration,
            List<String> options,
            Map<String, String> environment)
            throws IOException {
        Path logs = Files.createDirectories(Path.of("target", "endtoend"));
        Path playgroundLog = logs.resolve(name + "-playground.log");
        Path botLog = logs.resolve(name + "-bot.log");
        Files.deleteIfExists(playgroundLog);
        Files.deleteIfExists(botLog);
        Playground playground = Playground.start(folder.resolve("playground"), repository, playgroundLog);
        try {
            Files.writeString(
                    playground.configuration(), configuration.apply(Files.readString(playground.configuration())));
            Bot bot = new Bot(playground, botLog, options, environment);
            bot.start();
            return new Stage(folder, playground, bot);
        } catch (RuntimeException failed) {
            playground.stop();
            throw failed;
        }
    }

    /** Ann and Ben have user ids of their own on the machines, and must reach what is in it. */
    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("sojourn-end-to-end");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    public Playground playground() {
        return playground;
    }

    public Bot bot() {
        return bot;
    }

    public Cloud cloud() {
        return playground.cloud();
    }

    /** What the bot has written to this person alone. */
    DirectMessages messagesTo(Person person) {
        return new DirectMessages(playground.api(), person);
    }

    public Channel compilers() {
        return playground.channel(Channel.COMPILERS);
    }

    @Override
    public void close() throws IOException {
        try {
            playground.faults().clear();
            others.forEach(Bot::stop);
            bot.stop();
        } finally {
            playground.stop();
        }
        changeable(folder);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A trip that was broken off leaves the host's empty mount point immutable, as on a real host. */
    private static void changeable(Path folder) throws IOException {
        try {
            new ProcessBuilder("chattr", "-R", "-f", "-i", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
