package dev.sojourn.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Jobs that were written since the last look. Who takes a command or a click writes the job and wakes it then; should that process
 * die in between, the leader finds the job here.
 */
final class MissedWakes {

    private final Jdbi jdbi;
    private Map<Long, Long> versions = new HashMap<>();

    MissedWakes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** For one thread. At the first look, all that are not over. */
    List<Long> look() {
        Map<Long, Long> before = versions;
        versions =
                jdbi.withHandle(handle -> handle.createQuery("SELECT number, version FROM job WHERE ended_at IS NULL")
                        .reduceRows(new HashMap<Long, Long>(), (found, row) -> {
                            found.put(row.getColumn("number", Long.class), row.getColumn("version", Long.class));
                            return found;
                        }));
        return versions.entrySet().stream()
                .filter(job -> !job.getValue().equals(before.get(job.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
