package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be installed before a build can really run here. */
final class Requirements {
    /** Programs, of which one is enough, and the Debian package that has one. */
    private static final Map<List<String>, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put(List.of("bash"), "bash");
        NEEDED.put(List.of("git"), "git");
        NEEDED.put(List.of("g++", "clang++"), "g++");
        NEEDED.put(List.of("cmake"), "cmake");
        NEEDED.put(List.of("ninja"), "ninja-build");
        NEEDED.put(List.of("flock"), "util-linux");
    }

    private Requirements() {}

    /** Throws an {@link IOException} that names all that is missing and how to get it. */
    static void check(String system, String path) throws IOException {
        if (!system.equals("Linux")) {
            throw new IOException("the playground's machines are Linux processes; they cannot run on " + system
                    + ". Use a Linux computer, a virtual machine, or WSL 2.");
        }
        List<String> programs = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        NEEDED.forEach((names, debian) -> {
            if (names.stream().noneMatch(name -> isOn(path, name))) {
                programs.add(String.join(" or ", names));
                packages.add(debian);
            }
        });
        if (!programs.isEmpty()) {
            throw new IOException("missing: " + String.join(", ", programs) + ". On Debian or Ubuntu: apt-get install "
                    + String.join(" ", packages));
        }
    }

    private static boolean isOn(String path, String program) {
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
