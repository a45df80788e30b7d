package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a machine has mounted, read from the kernel's and the machine's files: cheap enough to look all the time. */
final class Mounts {
    private static final Pattern OVERLAY = Pattern.compile(" - overlay .*[ ,]upperdir=(?:[^,]*/)?([^/,]+)/data(?:,|$)");

    /** The field of {@code /proc/pid/stat} that tells a process from a later one with its number, after the name. */
    private static final int START = 19;

    /** The volumes' ids; empty where the machine does not run. */
    Set<String> of(Path machine) {
        Set<String> volumes = new HashSet<>();
        try {
            String pid = Files.readString(machine.resolve("init.pid")).strip();
            if (!start(pid)
                    .equals(Files.readString(machine.resolve("init.start")).strip())) {
                return Set.of();
            }
            Path table = machine.resolve("run").resolve("mounts");
            if (Files.exists(table)) {
                // Without namespaces a mount is nothing that the kernel knows: the machine keeps a table.
                Files.readAllLines(table).forEach(line -> volumes.add(line.split(" ", 2)[0]));
            }
            for (String line : Files.readAllLines(Path.of("/proc", pid, "mountinfo"))) {
                Matcher overlay = OVERLAY.matcher(line);
                if (overlay.find()) {
                    volumes.add(overlay.group(1));
                }
            }
            return volumes;
        } catch (IOException gone) {
            // No such file, or its process ended while it was read: either way nothing runs here.
            return Set.of();
        }
    }

    private static String start(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START];
    }
}
