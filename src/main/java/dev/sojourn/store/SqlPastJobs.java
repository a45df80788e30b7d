package dev.sojourn.store;

import dev.sojourn.job.JobState;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The history in SQL. */
public final class SqlPastJobs implements PastJobs {

    private static final int TYPICAL_OF = 30;

    private final Jdbi jdbi;

    public SqlPastJobs(Database database) {
        this.jdbi = database.jdbi();
    }

    @Override
    public List<Long> missing(int limit) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT number FROM job WHERE ended_at IS NOT NULL
                          AND NOT EXISTS (SELECT 1 FROM past_job WHERE past_job.number = job.number)
                        ORDER BY number LIMIT ?
                        """).bind(0, limit).mapTo(Long.class).list());
    }

    @Override
    public void keep(PastJob job) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO past_job (number, ended_at, month, volume, profile, requester, channel, ref, outcome,
                          machine, cost_micros, low_micros, high_micros, expected_millis, build_millis, busy_millis,
                          away_millis, clean, compiled, steps)
                        VALUES (:number, :endedAt, :month, :volume, :profile, :requester, :channel, :ref, :outcome,
                          :machine, :cost, :low, :high, :expected, :build, :busy, :away, :clean, :compiled, :steps)
                        ON CONFLICT (number) DO NOTHING
                        """)
                .bind("number", job.number())
                .bind("endedAt", job.endedAt().toEpochMilli())
                .bind(
                        "month",
                        YearMonth.from(job.endedAt().atOffset(ZoneOffset.UTC)).toString())
                .bind("volume", job.volume())
                .bind("profile", job.profile())
                .bind("requester", job.requester())
                .bind("channel", job.channel())
                .bind("ref", job.ref())
                .bind("outcome", job.outcome().name())
                .bind("machine", job.machine())
                .bind("cost", job.cost().map(Usd::micros).orElse(null))
                .bind("low", job.low().map(Usd::micros).orElse(null))
                .bind("high", job.high().map(Usd::micros).orElse(null))
                .bind("expected", job.expected().toMillis())
                .bind("build", job.build().map(Duration::toMillis).orElse(null))
                .bind("busy", job.busy().toMillis())
                .bind("away", job.away().toMillis())
                .bind("clean", job.clean() ? 1 : 0)
                .bind("compiled", job.compiled())
                .bind("steps", JobJson.write(new Steps(millis(job.steps()))))
                .execute());
    }

    /** Milliseconds by the step's name. */
    record Steps(Map<String, Long> millis) {}

    private static Map<String, Long> millis(Map<Step, Duration> steps) {
        Map<String, Long> millis = new LinkedHashMap<>();
        steps.forEach((step, took) -> millis.put(step.name(), took.toMillis()));
        return millis;
    }

    @Override
    public List<PastJob> page(Filter filter, int offset, int limit) {
        return jdbi.withHandle(handle -> where(
                        handle.createQuery("SELECT * FROM past_job" + conditions(filter)
                                + " ORDER BY number DESC LIMIT :limit OFFSET :offset"),
                        filter)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((rs, ctx) -> line(rs))
                .list());
    }

    @Override
    public Sums sums(Filter filter) {
        return jdbi.withHandle(handle -> where(handle.createQuery("""
                        SELECT COUNT(*) AS jobs, COALESCE(SUM(CASE WHEN outcome = 'SUCCEEDED' THEN 1 ELSE 0 END), 0) AS good,
                          COALESCE(SUM(cost_micros), 0) AS cost, COALESCE(SUM(busy_millis), 0) AS busy,
                          COALESCE(SUM(CASE WHEN busy_millis > 0 THEN build_millis END), 0) AS build,
                          COALESCE(SUM(CASE WHEN cost_micros > 0 AND high_micros > 0 THEN 1 ELSE 0 END), 0) AS estimated,
                          COALESCE(SUM(CASE WHEN cost_micros > 0 AND cost_micros <= high_micros THEN 1 ELSE 0 END), 0)
                            AS kept
                        FROM past_job""" + conditions(filter)), filter)
                .map((rs, ctx) -> new Sums(
                        rs.getLong("jobs"),
                        rs.getLong("good"),
                        new Usd(rs.getLong("cost")),
                        Duration.ofMillis(rs.getLong("busy")),
                        Duration.ofMillis(rs.getLong("build")),
                        rs.getLong("estimated"),
                        rs.getLong("kept")))
                .one());
    }

    @Override
    public List<Share> shares(Filter filter, By by, int limit) {
        String column = column(by);
        String order = by == By.MONTH ? column + " DESC" : "cost DESC, jobs DESC, " + column;
        return jdbi.withHandle(handle -> where(
                        handle.createQuery("SELECT " + column
                                + " AS name, COUNT(*) AS jobs, COALESCE(SUM(cost_micros), 0) AS cost FROM past_job"
                                + conditions(filter) + " GROUP BY " + column + " ORDER BY " + order + " LIMIT :limit"),
                        filter)
                .bind("limit", limit)
                .map((rs, ctx) -> new Share(rs.getString("name"), rs.getLong("jobs"), new Usd(rs.getLong("cost"))))
                .list());
    }

    @Override
    public List<String> names(By by) {
        String column = column(by);
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT " + column + " FROM past_job ORDER BY " + column + " LIMIT 200")
                .mapTo(String.class)
                .list());
    }

    @Override
    public Map<Step, Duration> typical(String profile) {
        Map<Step, List<Long>> times = new EnumMap<>(Step.class);
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT steps FROM past_job WHERE profile = ? AND outcome = 'SUCCEEDED' ORDER BY number DESC LIMIT ?
                        """)
                .bind(0, profile)
                .bind(1, TYPICAL_OF)
                .mapTo(String.class)
                .forEach(text -> JobJson.read(text, Steps.class)
                        .millis()
                        .forEach((step, took) -> times.computeIfAbsent(Step.valueOf(step), any -> new ArrayList<>())
                                .add(took))));
        Map<Step, Duration> medians = new EnumMap<>(Step.class);
        times.forEach((step, all) -> medians.put(
                step, Duration.ofMillis(all.stream().sorted().toList().get(all.size() / 2))));
        return medians;
    }

    /** Columns are named here and nowhere else: nothing that a person typed becomes part of a statement. */
    private static String column(By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private static String conditions(Filter filter) {
        List<String> conditions = new ArrayList<>();
        filter.profile().ifPresent(any -> conditions.add("profile = :profile"));
        filter.requester().ifPresent(any -> conditions.add("requester = :requester"));
        filter.channel().ifPresent(any -> conditions.add("channel = :channel"));
        filter.month().ifPresent(any -> conditions.add("month = :month"));
        filter.outcome().ifPresent(any -> conditions.add("outcome = :outcome"));
        filter.clean().ifPresent(any -> conditions.add("clean = :clean"));
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static Query where(Query query, Filter filter) {
        filter.profile().ifPresent(value -> query.bind("profile", value));
        filter.requester().ifPresent(value -> query.bind("requester", value));
        filter.channel().ifPresent(value -> query.bind("channel", value));
        filter.month().ifPresent(value -> query.bind("month", value));
        filter.outcome().ifPresent(value -> query.bind("outcome", value.name()));
        filter.clean().ifPresent(value -> query.bind("clean", value ? 1 : 0));
        return query;
    }

    private static PastJob line(ResultSet row) throws SQLException {
        Map<Step, Duration> steps = new EnumMap<>(Step.class);
        JobJson.read(row.getString("steps"), Steps.class)
                .millis()
                .forEach((step, took) -> steps.put(Step.valueOf(step), Duration.ofMillis(took)));
        return new PastJob(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("ended_at")),
                row.getString("volume"),
                row.getString("profile"),
                row.getString("requester"),
                row.getString("channel"),
                row.getString("ref"),
                JobState.valueOf(row.getString("outcome")),
                row.getString("machine"),
                number(row, "cost_micros").map(Usd::new),
                number(row, "low_micros").map(Usd::new),
                number(row, "high_micros").map(Usd::new),
                Duration.ofMillis(row.getLong("expected_millis")),
                number(row, "build_millis").map(Duration::ofMillis),
                Duration.ofMillis(row.getLong("busy_millis")),
                Duration.ofMillis(row.getLong("away_millis")),
                row.getInt("clean") == 1,
                row.getInt("compiled"),
                steps);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
