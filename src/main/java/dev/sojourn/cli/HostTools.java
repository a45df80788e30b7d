package dev.sojourn.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tools of this machine that a build takes, as they call themselves. Builders must have the same. */
record HostTools(List<String> there, List<String> missing) {

    private static final List<String> WANTED = List.of("git", "c++", "cmake", "ninja");

    static HostTools here() throws IOException {
        List<String> there = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String tool : WANTED) {
            String version = output(List.of("sh", "-c", "command -v " + tool + " >/dev/null && " + tool + " --version"))
                    .lines()
                    .findFirst()
                    .orElse("");
            if (version.isEmpty()) {
                missing.add(tool);
            } else {
                there.add(version.startsWith(tool) ? version : tool + " " + version);
            }
        }
        return new HostTools(there, missing);
    }

    String words() {
        return String.join(", ", there)
                + (missing.isEmpty()
                        ? ""
                        : ". Missing, and wanted for CMake builds: " + String.join(", ", missing)
                                + " (on Debian or Ubuntu: sudo apt-get install git g++ cmake ninja-build)");
    }

    /** What a command writes; its complaints are nobody's. */
    static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
