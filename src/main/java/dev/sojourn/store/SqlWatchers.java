package dev.sojourn.store;

import dev.sojourn.job.Watchers;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Watchers in SQL. Written by whichever process was asked, as jobs are. */
public final class SqlWatchers implements Watchers {

    private final Jdbi jdbi;

    public SqlWatchers(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public boolean add(long job, String user, Instant since) {
        return jdbi.inTransaction(handle -> handle.execute(
                        "INSERT INTO watcher (job, person, since) VALUES (?, ?, ?) ON CONFLICT (job, person) DO NOTHING",
                        job,
                        user,
                        since.toEpochMilli()))
                == 1;
    }

    @Override
    public boolean remove(long job, String user) {
        return jdbi.inTransaction(
                        handle -> handle.execute("DELETE FROM watcher WHERE job = ? AND person = ?", job, user))
                == 1;
    }

    @Override
    public List<String> of(long job) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT person FROM watcher WHERE job = ? ORDER BY since, person")
                        .bind(0, job)
                        .mapTo(String.class)
                        .list());
    }
}
