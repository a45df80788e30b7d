package dev.sojourn.store;

import dev.sojourn.job.Cursors;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Readers' cursors in SQL. */
public final class SqlCursors implements Cursors {

    private final Jdbi jdbi;
    private final Leadership writer;

    public SqlCursors(Database database) {
        this.jdbi = database.jdbi();
        this.writer = database.leadership();
    }

    @Override
    public List<Long> behind(String reader, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT e.job FROM job_event e LEFT JOIN event_cursor c ON c.job = e.job AND c.reader = ?
                        GROUP BY e.job HAVING MAX(e.sequence) > COALESCE(MAX(c.done), 0) ORDER BY e.job LIMIT ?
                        """)
                .bind(0, reader)
                .bind(1, limit)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public Cursor of(String reader, long job) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT done, underway, memory FROM event_cursor WHERE reader = ? AND job = ?")
                .bind(0, reader)
                .bind(1, job)
                .map((rs, ctx) -> new Cursor(
                        rs.getLong("done"),
                        rs.getLong("underway"),
                        JobJson.read(rs.getString("memory"), Memory.class).notes()))
                .findOne()
                .orElse(Cursor.START));
    }

    @Override
    public void keep(String reader, long job, Cursor cursor) {
        jdbi.useTransaction(handle -> keep(handle, reader, job, cursor));
    }

    private void keep(Handle handle, String reader, long job, Cursor cursor) {
        if (!writer.holds(handle)) {
            throw new IllegalStateException("This process no longer leads; the one that does tells job #" + job);
        }
        handle.execute("""
                INSERT INTO event_cursor (reader, job, done, underway, memory) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (reader, job) DO UPDATE SET done = excluded.done, underway = excluded.underway,
                  memory = excluded.memory
                """, reader, job, cursor.done(), cursor.underway(), JobJson.write(new Memory(cursor.memory())));
    }

    /** Small facts of a reader, as one JSON object. */
    record Memory(Map<String, String> notes) {}
}
