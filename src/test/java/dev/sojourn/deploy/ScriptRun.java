package dev.sojourn.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a script printed, on both streams, and how it ended. */
record ScriptRun(int code, String output) {

    static ScriptRun of(Map<String, String> environment, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("script-run", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended; it said: " + Files.readString(output));
            }
            return new ScriptRun(process.exitValue(), Files.readString(output));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }
}
