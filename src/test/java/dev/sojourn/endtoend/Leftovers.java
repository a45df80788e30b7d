package dev.sojourn.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processes that still belong to a playground's folder. */
final class Leftovers {

    private Leftovers() {}

    /** Those with the folder's name in their command line. */
    static List<String> of(Path folder) {
        return ProcessHandle.allProcesses()
                .map(process -> commandLine(process.pid()))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private static String commandLine(long process) {
        Path file = Path.of("/proc", Long.toString(process), "cmdline");
        try {
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ')
                    : "";
        } catch (IOException ended) {
            if (ProcessHandle.of(process).isEmpty()) {
                return "";
            }
            throw new UncheckedIOException(ended);
        }
    }
}
