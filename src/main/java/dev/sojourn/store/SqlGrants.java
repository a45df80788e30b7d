package dev.sojourn.store;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Grants;
import dev.sojourn.job.Job;
import dev.sojourn.job.Request;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Yeses given ahead, in SQL. What is left of one is changed by the statement that looks whether it is enough. */
public final class SqlGrants implements Grants {

    private final Jdbi jdbi;

    public SqlGrants(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public List<Grant> inForce(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT job, approver, volume, types, limit_micros, left_micros, until FROM approval_ahead
                        WHERE until > ? ORDER BY until DESC, job DESC
                        """)
                .bind(0, now.toEpochMilli())
                .map((rs, ctx) -> new Grant(
                        rs.getLong("job"),
                        rs.getString("approver"),
                        rs.getString("volume"),
                        List.of(rs.getString("types").split(" ")),
                        new Usd(rs.getLong("limit_micros")),
                        new Usd(rs.getLong("left_micros")),
                        Instant.ofEpochMilli(rs.getLong("until"))))
                .list());
    }

    @Override
    public boolean take(long job, Usd amount, Instant now) {
        return jdbi.inTransaction(handle -> handle.execute(
                        "UPDATE approval_ahead SET left_micros = left_micros - ? WHERE job = ? AND left_micros >= ? AND until > ?",
                        amount.micros(),
                        job,
                        amount.micros(),
                        now.toEpochMilli())
                == 1);
    }

    @Override
    public void giveBack(long job, Usd amount) {
        jdbi.useTransaction(handle -> giveBack(handle, job, amount.micros()));
    }

    private static void giveBack(Handle handle, long job, long micros) {
        handle.execute("UPDATE approval_ahead SET left_micros = left_micros + ? WHERE job = ?", micros, job);
    }

    @Override
    public void end(long job, Instant now) {
        jdbi.useTransaction(handle -> handle.execute(
                "UPDATE approval_ahead SET until = ? WHERE job = ? AND until > ?",
                now.toEpochMilli(),
                job,
                now.toEpochMilli()));
    }

    /** What a job's new fact means for them, in the transaction that writes it. */
    static void learn(Handle handle, Job job, Fact fact) {
        if (fact instanceof Fact.ApprovedAhead ahead) {
            handle.execute(
                    "INSERT INTO approval_ahead (job, approver, volume, types, limit_micros, left_micros, until)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    job.number(),
                    ahead.by(),
                    job.volume(),
                    String.join(" ", ahead.types()),
                    ahead.limit().micros(),
                    ahead.limit().micros(),
                    ahead.until().toEpochMilli());
        } else if (fact instanceof Fact.Ended ended) {
            Optional<Request.Ahead> ahead = job.request().ahead();
            long unspent = job.request().plan().cap().micros() - ended.cost().micros();
            if (ahead.isPresent() && unspent > 0) {
                giveBack(handle, ahead.get().grant(), unspent);
            }
        }
    }
}
