package dev.sojourn.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Jobs that were woken while they were being driven: their run may have looked before what the wake was about, so another one
 * follows it at once. The leader's own are kept in memory, those of other processes in the database.
 */
final class WokenMeanwhile {

    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private final Jdbi jdbi;
    private final Leadership leadership;

    WokenMeanwhile(Database database) {
        this.jdbi = database.jdbi();
        this.leadership = database.leadership();
    }

    void add(long job) {
        if (leadership.leadsNow()) {
            own.add(job);
        } else {
            jdbi.useHandle(handle ->
                    handle.execute("INSERT INTO woken_meanwhile (job) VALUES (?) ON CONFLICT (job) DO NOTHING", job));
        }
    }

    /** Forgets it; whether there was anything to forget. */
    boolean remove(long job) {
        boolean mine = own.remove(job);
        boolean others = leadership != Leadership.ALONE
                && jdbi.withHandle(handle -> handle.execute("DELETE FROM woken_meanwhile WHERE job = ?", job)) > 0;
        return mine || others;
    }
}
