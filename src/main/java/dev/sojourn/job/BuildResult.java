package dev.sojourn.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How the build ended; says nothing about where the volume is.
 *
 * @param exit exit code; 0 passed
 * @param phase checkout, configure, build or test
 * @param compiled files that were compiled: the count of Building edges
 * @param cause what failed
 * @param firstError the first error with some lines around it; empty where there is none; untrusted text
 * @param tests empty: none were run
 * @param diskWait percent of the time in which the cores waited for the disk; empty: unknown
 * @param tuned whether something was compiled for just this machine's processor
 * @param distrusted files removed because the build before in this slot was cut off before they were surely on the disk
 */
public record BuildResult(
        int exit,
        String phase,
        Duration took,
        int compiled,
        Cause cause,
        String firstError,
        Optional<TestResult> tests,
        Optional<Integer> diskWait,
        boolean tuned,
        int distrusted,
        String log,
        String buildFolder) {

    /** What failed, as far as the build can tell. */
    public enum Cause {
        NONE,
        CHECKOUT,
        CONFIGURE,
        COMPILE,
        LINK,
        TESTS,
        SCRIPT,
        STOPPED,
        UNKNOWN
    }

    public boolean passed() {
        return exit == 0;
    }
}
