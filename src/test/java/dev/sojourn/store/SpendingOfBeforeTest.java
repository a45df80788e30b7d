package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that ended before anybody counted: what they have cost is found in their last event. */
class SpendingOfBeforeTest {

    private static final List<String> BEFORE = List.of(
            "DROP INDEX job_spending",
            "ALTER TABLE job DROP COLUMN requester",
            "ALTER TABLE job DROP COLUMN channel",
            "ALTER TABLE job DROP COLUMN spent_micros",
            "DROP TABLE money_turn",
            "DROP TABLE quiet_hours",
            "DELETE FROM flyway_schema_history WHERE version IN ('7', '8')");

    @TempDir
    Path folder;

    @Test
    void it_is_counted_after_an_upgrade_of_an_embedded_database() {
        try (Database database = Database.open(folder)) {
            keep(database);
        }
        try (Database upgraded = Database.open(folder)) {
            check(upgraded);
        }
    }

    @Test
    void and_of_one_on_a_server() {
        String url = PostgresServer.emptyDatabase();
        try (Database database = Database.connect(url)) {
            keep(database);
        }
        try (Database upgraded = Database.connect(url)) {
            check(upgraded);
        }
    }

    private static void keep(Database database) {
        SqlJobStore store = new SqlJobStore(database);
        Job job = store.add(Jobs.submitted(), List.of(), Jobs.START);
        Fact ended = new Fact.Ended(
                JobState.FAILED, Usd.of("1.25"), Duration.ofMinutes(9), Optional.empty(), Optional.empty());
        store.save(job.with(draft -> draft.move(Move.REFUSE, Jobs.START)), List.of(ended), Jobs.START);
        store.add(Jobs.submitted(), List.of(), Jobs.START);
        database.jdbi().useHandle(handle -> BEFORE.forEach(handle::execute));
    }

    private static void check(Database database) {
        Expenses expenses = new SqlJobStore(database).expenses(Jobs.START);
        Spending expected = new Spending(Usd.of("1.25"), Jobs.submitted().counts(Jobs.START));
        assertThat(Stream.of(Whose.EVERYBODY, Whose.user("U0ANN"), Whose.channel("C1"))
                        .map(whose -> expenses.since(Instant.EPOCH, whose)))
                .containsOnly(expected);
        assertThat(expenses.since(Instant.EPOCH, Whose.user("U0BEN"))).isEqualTo(Spending.NONE);
    }
}
