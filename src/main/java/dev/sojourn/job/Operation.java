package dev.sojourn.job;

import java.time.Instant;
import java.util.Optional;

/**
 * One command to a guest, written down before it is sent. A guest runs an operation id once and answers a repeat with the
 * first result.
 *
 * @param epoch grows with every move of the volume; a guest refuses an older one
 * @param issuedAt when it was written down; once the cloud has taken it, when that was known
 * @param notAfter the guest refuses to begin later than this, by its own clock
 * @param command the cloud's id of it, once known; empty: sent perhaps, to be found again
 */
public record Operation(
        String id,
        Script script,
        String instance,
        int epoch,
        Instant issuedAt,
        Instant notAfter,
        Optional<String> command) {

    /** The cloud took it, at the latest at this time. */
    public Operation sentAs(String commandId, Instant at) {
        return new Operation(id, script, instance, epoch, at, notAfter, Optional.of(commandId));
    }

    /** The guest scripts that a job sends, each a file under {@code guest/}. */
    public enum Script {
        PREFLIGHT("preflight"),
        STOP_HOLDERS("stop-holders"),
        UNMOUNT("unmount"),
        MOUNT("mount"),
        START_BUILD("start-build"),
        STOP_BUILD("stop-build");

        private final String file;

        Script(String file) {
            this.file = file;
        }

        public String file() {
            return file;
        }
    }
}
