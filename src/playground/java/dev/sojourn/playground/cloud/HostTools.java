package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The commands of Sojourn's that people install on their hosts: those in {@code deploy/host} below the folder in which the
 * playground was started, or in the folder that {@code SOJOURN_PLAYGROUND_HOST_TOOLS} names.
 */
final class HostTools {
    private static final String VARIABLE = "SOJOURN_PLAYGROUND_HOST_TOOLS";
    private static final String USUAL = "deploy/host";

    private final Path folder;

    private HostTools(Path folder) {
        this.folder = folder;
    }

    /** Throws an {@link IOException} where a folder was named that is none. */
    static HostTools of(Map<String, String> environment) throws IOException {
        Path folder = Path.of(environment.getOrDefault(VARIABLE, USUAL)).toAbsolutePath();
        if (environment.containsKey(VARIABLE) && !Files.isDirectory(folder)) {
            throw new IOException(VARIABLE + " is not a folder: " + folder);
        }
        return new HostTools(folder);
    }

    /** Whoever starts the playground elsewhere has none at hand. */
    boolean areThere() {
        return Files.isDirectory(folder);
    }

    /** Puts them where this host finds its commands; newer ones over older ones. */
    void install(InstanceFolder host) throws IOException {
        if (areThere()) {
            Resources.copyAll(folder, host.path().resolve("bin"));
        }
    }
}
