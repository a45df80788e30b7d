package dev.sojourn.job;

import java.time.Duration;

/**
 * How the build ended; says nothing about where the volume is.
 *
 * @param exit exit code; 0 passed
 * @param phase checkout, configure or build
 * @param compiled files that were compiled: the count of Building edges
 * @param firstError the first error with some lines around it; empty where there is none; untrusted text
 */
public record BuildResult(
        int exit, String phase, Duration took, int compiled, String firstError, String log, String buildFolder) {

    public boolean passed() {
        return exit == 0;
    }
}
