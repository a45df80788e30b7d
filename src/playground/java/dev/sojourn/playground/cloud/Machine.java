package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The {@code machine} command: boots, enters and ends the processes that an instance is. Every call blocks. */
final class Machine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path command;
    private final Path scratch;

    /** {@code scratch} takes what the commands print; it must exist. */
    Machine(Path command, Path scratch) {
        this.command = command;
        this.scratch = scratch;
    }

    /** What a command left behind. */
    record Result(int exit, String stdout, String stderr) {}

    /** {@code isolation=namespaces}, or {@code isolation=weak} and why. */
    String probe() throws IOException {
        return required(List.of("probe")).strip();
    }

    /** Whose ids processes can have: {@code users=real}, {@code users=root-only} or {@code users=caller-only}. */
    String users() throws IOException {
        return required(List.of("probe", "--users")).strip();
    }

    void boot(Path instance) throws IOException {
        required(List.of("boot", instance.toString()));
    }

    boolean isAlive(Path instance) throws IOException {
        return run(List.of("alive", instance.toString()), PATIENCE).exit() == 0;
    }

    /** As the guest's own shutdown does: stop units, sync, unmount, end. */
    void shutdown(Path instance) throws IOException {
        run(List.of("shutdown", instance.toString()), PATIENCE);
    }

    /** As a power cut does. */
    void kill(Path instance) throws IOException {
        run(List.of("kill", instance.toString()), PATIENCE);
    }

    /** Lines {@code volume mountpoint}. */
    List<String> mounts(Path instance) throws IOException {
        return required(List.of("mounts", instance.toString())).lines().toList();
    }

    /** Runs in the machine, as root or as {@code user}. */
    Result exec(Path instance, @Nullable User user, List<String> words, Duration patience) throws IOException {
        return run(entering(instance, user, List.of(), words), patience);
    }

    /**
     * Runs on in the machine; answers with the process's id there, by which its people and scripts know it, or 0 where it has
     * ended already.
     */
    long background(Path instance, @Nullable User user, List<String> words) throws IOException {
        String outside = required(entering(instance, user, List.of("--background"), words))
                .strip();
        try {
            return Files.readAllLines(Path.of("/proc", outside, "status")).stream()
                    .filter(line -> line.startsWith("NSpid:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException over) {
            return 0;
        }
    }

    private static List<String> entering(Path instance, @Nullable User user, List<String> options, List<String> words) {
        List<String> all = new ArrayList<>(List.of("exec", instance.toString()));
        if (user != null && user.uid() != 0) {
            all.addAll(List.of("--uid", "" + user.uid(), "--gid", "" + user.gid()));
        }
        all.addAll(options);
        all.add("--");
        all.addAll(words);
        return all;
    }

    private String required(List<String> words) throws IOException {
        Result result = run(words, PATIENCE);
        if (result.exit() != 0) {
            throw new IOException("machine " + String.join(" ", words) + " failed (" + result.exit() + "): "
                    + result.stderr().strip());
        }
        return result.stdout();
    }

    private Result run(List<String> words, Duration patience) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(words);
        // Files, not pipes: what lives on in the background would keep a pipe open.
        Path stdout = Files.createTempFile(scratch, "machine", ".out");
        Path stderr = Files.createTempFile(scratch, "machine", ".err");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile())
                    .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return new Result(124, text(stdout), text(stderr) + "took longer than " + patience + "\n");
            }
            return new Result(process.exitValue(), text(stdout), text(stderr));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for machine " + words.get(0), interrupted);
        } finally {
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
