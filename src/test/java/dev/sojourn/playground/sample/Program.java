package dev.sojourn.playground.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end. */
record Program(int exit, String output) {
    private static final int PATIENCE_MINUTES = 5;

    static Program run(Path folder, Map<String, String> environment, List<String> words) throws Exception {
        Path output = Files.createTempFile("sojourn-program", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("LIT_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(words + " did not end: " + Files.readString(output));
            }
            return new Program(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** One that must succeed. */
    static void required(Path folder, String... words) throws Exception {
        Program program = run(folder, Map.of(), List.of(words));
        if (program.exit != 0) {
            throw new IOException(List.of(words) + " ended with " + program.exit + ": " + program.output);
        }
    }
}
