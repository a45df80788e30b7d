package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.CostReport;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.job.Request;
import dev.sojourn.job.Span;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builders cost, added up. */
class CostBookTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Rung DOLLAR = rung("c7i.4xlarge", Optional.of(Usd.of("1")));

    @TempDir
    Path folder;

    private Database database;
    private SqlJobStore store;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        store = new SqlJobStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CostReport report(Span span) {
        MachineType big = Plans.shipped(Map.of()).find("c7i.16xlarge");
        return new CostBook(store, List.of(big), () -> NOW).of(span);
    }

    private static Rung rung(String type, Optional<Usd> price) {
        MachineType known = Plans.shipped(Map.of()).find(type);
        MachineType priced =
                new MachineType(type, known.vcpus(), known.memoryMib(), known.architecture(), known.spot(), price);
        return new Rung(priced, Market.ON_DEMAND, price);
    }

    /** A job whose builders lived for an hour each, one after the other, the first from that long ago. */
    private void job(String who, Duration ago, boolean over, Rung... rungs) {
        BuildPlan plan = Plans.plan(ApprovalRule.DEFAULT, Usd.of("5"), rungs[0]);
        Instant begin = NOW.minus(ago);
        Job asked = store.add(
                Job.submitted(new Request(who, "C1", BuildOptions.of("main"), plan, List.of()), begin),
                List.of(),
                begin);
        Job built = asked.with(draft -> {
            draft.move(Move.START, begin);
            for (int at = 0; at < rungs.length; at++) {
                Instant launch = begin.plus(Duration.ofHours(at));
                Attempt attempt = Attempt.asked(at + 1, 0, rungs[at], "token" + at, launch)
                        .launched("i-" + at, launch);
                boolean lives = !over && at == rungs.length - 1;
                draft.add(lives ? attempt : attempt.ended(launch.plus(Duration.ofHours(1))));
            }
            if (over) {
                draft.move(Move.TURN_HOME, begin);
                draft.move(Move.FAIL, begin);
                draft.endedAt = Optional.of(begin.plus(Duration.ofHours(rungs.length)));
            }
        });
        assertThat(store.save(built, List.of(), NOW)).isPresent();
    }

    /** With the root disk, which costs less than a cent for an hour. */
    private static void about(Usd amount, String dollars) {
        double off = amount.dollars().doubleValue() - Double.parseDouble(dollars);
        assertThat(off).isBetween(0.0, 0.05);
    }

    @Test
    void failed_attempts_and_failed_jobs_are_in_the_sum_and_the_lost_ones_are_told_apart() {
        job("U0ANN", Duration.ofHours(5), true, DOLLAR, DOLLAR);
        job("U0BEN", Duration.ofHours(4), true, DOLLAR);
        CostReport report = report(Span.DAY);
        about(report.spent(), "3");
        assertThat(report.jobs()).isEqualTo(2);
        assertThat(report.builders()).isEqualTo(3);
        assertThat(report.lost().builders()).isEqualTo(1);
        about(report.lost().cost(), "1");
        assertThat(report.people()).extracting(Share::name).containsExactly("U0ANN", "U0BEN");
        assertThat(report.people()).extracting(Share::jobs).containsExactly(1L, 1L);
        assertThat(report.channels()).extracting(Share::jobs).containsExactly(2L);
        assertThat(report.profiles()).extracting(Share::name).containsExactly("llvm");
    }

    @Test
    void a_builder_counts_where_it_was_launched_and_a_living_one_with_what_it_cost_so_far() {
        job("U0ANN", Duration.ofHours(30), true, DOLLAR);
        job("U0ANN", Duration.ofHours(3), false, DOLLAR);
        CostReport day = report(Span.DAY);
        about(day.spent(), "3");
        assertThat(day.alive().builders()).isEqualTo(1);
        about(day.alive().hourly(), "1");
        about(report(Span.WEEK).spent(), "4");
        assertThat(report(Span.WEEK).jobs()).isEqualTo(2);
        assertThat(report(Span.WEEK).alive().builders()).isEqualTo(1);
    }

    @Test
    void a_builder_without_a_known_price_is_counted_and_said_and_never_free() {
        job("U0ANN", Duration.ofHours(2), true, rung("c7i.4xlarge", Optional.empty()));
        CostReport report = report(Span.DAY);
        assertThat(report.unpriced()).isEqualTo(1);
        assertThat(report.spent()).isEqualTo(Usd.ZERO);
        assertThat(report.said().jobs()).isZero();
    }

    @Test
    void the_machine_left_on_is_the_largest_that_was_used_for_the_whole_span() {
        assertThat(report(Span.WEEK).leftOn().orElseThrow().cost())
                .as("168 h of c7i.16xlarge at $2.856, where nothing was built")
                .isEqualTo(Usd.of("479.808"));
        job("U0ANN", Duration.ofHours(2), true, DOLLAR);
        assertThat(report(Span.WEEK).leftOn().orElseThrow().cost()).isEqualTo(Usd.of("168"));
        assertThat(report(Span.MONTH).leftOn().orElseThrow().cost())
                .as("from the first of the month")
                .isEqualTo(Usd.of(Long.toString(24 * 24 + 12)));
    }

    @Test
    void what_was_said_stands_beside_what_came() {
        job("U0ANN", Duration.ofHours(2), true, DOLLAR);
        CostReport.Said said = report(Span.DAY).said();
        assertThat(said.jobs()).isEqualTo(1);
        assertThat(said.within())
                .as("an hour, where 45 minutes were the upper end")
                .isZero();
        about(said.actual(), "1");
        assertThat(said.high().isMoreThan(said.low())).isTrue();
    }

    @Test
    void copying_counts_each_job_once_and_only_those_that_had_a_builder() {
        assertThat(report(Span.DAY).copying()).isEmpty();
        job("U0ANN", Duration.ofHours(3), true, DOLLAR, DOLLAR);
        assertThat(report(Span.DAY).copying().orElseThrow().trees()).isEqualTo(1);
    }

    @Test
    void the_table_has_a_row_for_each_job_that_ended_in_the_span() {
        job("U0ANN", Duration.ofHours(50), true, DOLLAR);
        job("U0BEN", Duration.ofHours(4), true, DOLLAR);
        var table = new CostBook(store, List.of(), () -> NOW).table(Span.DAY);
        assertThat(table.rows()).isEqualTo(1);
        assertThat(table.csv().lines()).hasSize(2).first().asString().startsWith("job,ended_at,outcome");
        assertThat(table.csv()).contains(",U0BEN,C1,main,");
    }
}
