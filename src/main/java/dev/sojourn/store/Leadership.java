package dev.sojourn.store;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * Which of the processes on one database drives jobs, looks, and posts. Commands and clicks are taken by each of them: these
 * are compare-and-set writes, and the leader is woken by what they leave in the database.
 */
public interface Leadership {

    /** Of the embedded database, which the lock on its folder keeps for one process. */
    Leadership ALONE = new Leadership() {
        @Override
        public boolean seek() {
            return true;
        }

        @Override
        public boolean covers(Duration time) {
            return true;
        }

        @Override
        public boolean holds(Handle transaction) {
            return true;
        }

        @Override
        public void release() {
            // The lock on the folder ends with the process.
        }
    };

    /** Renews the lease, or takes it where it has run out. Meant to be called every second or so; says whether this process leads. */
    boolean seek();

    /**
     * Whether this process leads for this long from now on, whatever becomes of the database. Judged by the time that has
     * passed here since the last renewal was asked for, never by a clock that can be set.
     */
    boolean covers(Duration time);

    default boolean leadsNow() {
        return covers(Duration.ZERO);
    }

    /** Whether it leads as the database sees it, within this transaction. Nobody can take the lease before the transaction ends. */
    boolean holds(Handle transaction);

    /** Lets another process have it at once: this one is about to end, and has nothing under way any more. */
    void release();
}
