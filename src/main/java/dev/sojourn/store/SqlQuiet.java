package dev.sojourn.store;

import dev.sojourn.job.Quiet;
import dev.sojourn.job.QuietHours;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Quiet hours in SQL. */
public final class SqlQuiet implements Quiet {

    private final Jdbi jdbi;

    public SqlQuiet(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public void keep(String user, QuietHours hours) {
        jdbi.useTransaction(handle -> handle.execute(
                """
                INSERT INTO quiet_hours (person, from_minute, until_minute, zone) VALUES (?, ?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET from_minute = excluded.from_minute,
                  until_minute = excluded.until_minute, zone = excluded.zone
                """,
                user,
                minute(hours.from()),
                minute(hours.until()),
                hours.zone().getId()));
    }

    @Override
    public boolean forget(String user) {
        return jdbi.inTransaction(handle -> handle.execute("DELETE FROM quiet_hours WHERE person = ?", user)) == 1;
    }

    @Override
    public Optional<QuietHours> of(String user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT from_minute, until_minute, zone FROM quiet_hours WHERE person = ?")
                .bind(0, user)
                .map((rs, ctx) -> new QuietHours(
                        time(rs.getInt("from_minute")),
                        time(rs.getInt("until_minute")),
                        ZoneId.of(rs.getString("zone"))))
                .findOne());
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute * 60L);
    }
}
