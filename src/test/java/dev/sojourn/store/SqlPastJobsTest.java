package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs.By;
import dev.sojourn.job.PastJobs.Filter;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.job.PastJobs.Sums;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The history in both databases. */
class SqlPastJobsTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59.999Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @TempDir
    Path folder;

    private Optional<Database> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(Database::close);
    }

    private SqlPastJobs past(Kind kind) {
        Database database =
                kind == Kind.SQLITE ? Database.open(folder) : Database.connect(PostgresServer.emptyDatabase());
        open = Optional.of(database);
        return new SqlPastJobs(database);
    }

    /** A job that has ended, in the store; its line is still to be written. */
    private long ended() {
        SqlJobStore store = new SqlJobStore(open.orElseThrow());
        Job added = store.add(Jobs.submitted(), List.<Fact>of(), Jobs.START);
        Job started = store.save(Jobs.started(added), List.of(), Jobs.START).orElseThrow();
        return store.save(Jobs.ended(started, Move.SUCCEED, 0), List.of(), Jobs.START)
                .orElseThrow()
                .number();
    }

    private static PastJob line(long number, Instant at, String who, String cost, JobState outcome, boolean clean) {
        return new PastJob(
                number,
                at,
                "vol-1",
                "llvm",
                who,
                "C1",
                "it's \"main\"; DROP TABLE past_job; --",
                outcome,
                "c7i.4xlarge (spot)",
                Optional.of(cost).filter(text -> !text.isEmpty()).map(Usd::of),
                Optional.of(Usd.of("0.10")),
                Optional.of(Usd.of("0.20")),
                Duration.ofMinutes(30),
                Optional.of(Duration.ofMinutes(10)),
                Duration.ofMinutes(15),
                Duration.ofMinutes(12),
                clean,
                42,
                Map.of(Step.RUN_BUILD, Duration.ofMinutes(10L * number)));
    }

    private static PastJob line(long number) {
        return line(number, NOVEMBER, "U0ANN", "0.15", JobState.SUCCEEDED, false);
    }

    @ParameterizedTest
    @EnumSource
    void a_line_comes_back_as_it_was_also_where_much_is_unknown(Kind kind) {
        SqlPastJobs past = past(kind);
        PastJob full = line(ended());
        PastJob bare = new PastJob(
                ended(),
                DECEMBER,
                "vol-1",
                "llvm",
                "U0ANN",
                "C1",
                "main",
                JobState.FAILED,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                true,
                0,
                Map.of());
        past.keep(full);
        past.keep(bare);
        assertThat(past.page(Filter.ALL, 0, 10)).containsExactly(bare, full);
    }

    @ParameterizedTest
    @EnumSource
    void a_job_that_has_ended_is_missing_until_its_line_is_kept_and_a_second_line_changes_nothing(Kind kind) {
        SqlPastJobs past = past(kind);
        long first = ended();
        long second = ended();
        new SqlJobStore(open.orElseThrow()).add(Jobs.submitted(), List.of(), Jobs.START);
        assertThat(past.missing(10)).containsExactly(first, second);
        past.keep(line(first));
        past.keep(line(first, DECEMBER, "U0BEN", "9", JobState.FAILED, true));
        assertThat(past.missing(10)).containsExactly(second);
        assertThat(past.page(Filter.ALL, 0, 10)).containsExactly(line(first));
    }

    @ParameterizedTest
    @EnumSource
    void sums_tell_what_was_spent_and_how_often_the_estimate_was_kept(Kind kind) {
        SqlPastJobs past = past(kind);
        assertThat(past.sums(Filter.ALL)).isEqualTo(new Sums(0, 0, Usd.ZERO, Duration.ZERO, Duration.ZERO, 0, 0));
        past.keep(line(ended()));
        past.keep(line(ended(), DECEMBER, "U0BEN", "0.25", JobState.FAILED, true));
        past.keep(line(ended(), DECEMBER, "U0BEN", "", JobState.CANCELLED, true));
        assertThat(past.sums(Filter.ALL))
                .isEqualTo(new Sums(3, 1, Usd.of("0.40"), Duration.ofMinutes(45), Duration.ofMinutes(30), 2, 1));
    }

    @ParameterizedTest
    @EnumSource
    void spending_is_divided_by_person_and_month_the_month_by_utc(Kind kind) {
        SqlPastJobs past = past(kind);
        past.keep(line(ended()));
        past.keep(line(ended(), DECEMBER, "U0BEN", "0.25", JobState.FAILED, true));
        past.keep(line(ended(), DECEMBER, "U0ANN", "0.05", JobState.SUCCEEDED, true));
        assertThat(past.shares(Filter.ALL, By.REQUESTER, 10))
                .containsExactly(new Share("U0BEN", 1, Usd.of("0.25")), new Share("U0ANN", 2, Usd.of("0.20")));
        assertThat(past.shares(Filter.ALL, By.MONTH, 10))
                .containsExactly(new Share("2026-12", 2, Usd.of("0.30")), new Share("2026-11", 1, Usd.of("0.15")));
        assertThat(past.names(By.MONTH)).containsExactly("2026-11", "2026-12");
    }

    @ParameterizedTest
    @EnumSource
    void every_part_of_a_filter_narrows_and_a_hostile_one_finds_nothing(Kind kind) {
        SqlPastJobs past = past(kind);
        long first = ended();
        past.keep(line(first));
        past.keep(line(ended(), DECEMBER, "U0BEN", "0.25", JobState.FAILED, true));
        Optional<String> any = Optional.empty();
        assertThat(numbers(past, new Filter(any, Optional.of("U0ANN"), any, any, Optional.empty(), Optional.empty())))
                .containsExactly(first);
        assertThat(numbers(past, new Filter(any, any, any, Optional.of("2026-11"), Optional.empty(), Optional.empty())))
                .containsExactly(first);
        assertThat(numbers(past, new Filter(any, any, any, any, Optional.of(JobState.SUCCEEDED), Optional.of(false))))
                .containsExactly(first);
        assertThat(numbers(past, Filter.ALL.of("' OR '1'='1"))).isEmpty();
        assertThat(past.page(Filter.ALL, 1, 10)).containsExactly(line(first));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_step_usually_takes_is_the_median_of_the_jobs_that_succeeded(Kind kind) {
        SqlPastJobs past = past(kind);
        assertThat(past.typical("llvm")).isEmpty();
        past.keep(line(ended()));
        past.keep(line(ended()));
        past.keep(line(ended()));
        past.keep(line(ended(), DECEMBER, "U0BEN", "0.25", JobState.FAILED, true));
        assertThat(past.typical("llvm")).isEqualTo(Map.of(Step.RUN_BUILD, Duration.ofMinutes(20)));
    }

    private static List<Long> numbers(SqlPastJobs past, Filter filter) {
        return past.page(filter, 0, 10).stream().map(PastJob::number).toList();
    }
}
