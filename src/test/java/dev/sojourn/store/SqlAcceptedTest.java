package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Accepted;
import dev.sojourn.job.Accepted.Orphan;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On both kinds of database: what was accepted is dealt with once, whoever does it. */
@Timeout(60)
class SqlAcceptedTest {

    @TempDir
    static Path folder;

    private static int folders;

    static Stream<Supplier<Database>> databases() {
        return Stream.of(
                () -> Database.open(folder.resolve("data-" + ++folders)),
                () -> Database.connect(PostgresServer.emptyDatabase()));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_wish_that_was_written_is_known_whether_dealt_with_or_not(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            Accepted accepted = new SqlAccepted(database);
            assertThat(accepted.write(List.of(wish(database, "a"), wish(database, "b")), List.of()))
                    .isEmpty();
            assertThat(accepted.write(List.of(wish(database, "a"), wish(database, "c")), List.of("b")))
                    .containsExactly("a");
            assertThat(accepted.write(List.of(wish(database, "b")), List.of())).containsExactly("b");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_job_and_that_its_wish_is_dealt_with_are_one_write(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            SqlJobStore store = new SqlJobStore(database);
            accepted.write(List.of(wish(database, "a")), List.of());

            assertThat(accepted.once("a", () -> add(store))).as("settled").isTrue();
            claimsRunOut(database);
            assertThat(accepted.takeUp()).isEmpty();
            // As a process would that began before, or a second one.
            assertThatThrownBy(() -> accepted.once("a", () -> add(store))).isInstanceOf(Accepted.DealtWith.class);
            assertThat(store.newest(10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_decision_of_somebody_who_was_slower_is_not_kept(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            SqlJobStore store = new SqlJobStore(database);
            Job job = add(store);
            accepted.write(List.of(wish(database, "a")), List.of());
            accepted.write(List.of(), List.of("a"));

            assertThatThrownBy(() ->
                            accepted.once("a", () -> store.save(job, List.of(new Fact.AttentionOver()), Jobs.START)))
                    .isInstanceOf(Accepted.DealtWith.class);
            assertThat(store.find(job.number()).orElseThrow().version()).isEqualTo(job.version());
            assertThat(store.events(job.number(), 0)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_work_that_writes_no_job_or_loses_its_race_settles_nothing(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            SqlJobStore store = new SqlJobStore(database);
            Job old = add(store);
            store.save(old, List.of(), Jobs.START);
            accepted.write(List.of(wish(database, "a")), List.of());

            assertThat(accepted.once(
                            "a",
                            () -> assertThat(store.save(old, List.of(), Jobs.START))
                                    .isEmpty()))
                    .isFalse();
            claimsRunOut(database);
            assertThat(accepted.takeUp()).extracting(one -> one.wish().key()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_nobody_renews_is_taken_up_once_with_all_its_words(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            accepted.write(List.of(wish(database, "a"), wish(database, "b")), List.of());
            assertThat(accepted.takeUp()).as("both are claimed").isEmpty();

            claimsRunOut(database);
            accepted.renew(List.of("b"));
            List<Orphan> orphans = accepted.takeUp();
            assertThat(orphans).extracting(Orphan::tries).containsExactly(2);
            assertThat(orphans.get(0).wish().key()).isEqualTo("a");
            assertThat(orphans.get(0).wish().words()).isEqualTo(Map.of("text", "main 'ä'"));
            assertThat(accepted.takeUp()).as("now it is ours").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void keys_are_forgotten_after_an_hour(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            accepted.write(List.of(wish(database, "a")), List.of());
            accepted.write(List.of(), List.of("a"));
            assertThat(rows(database)).isEqualTo(1);

            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE accepted SET done_at = done_at - ?",
                            Duration.ofMinutes(61).toMillis()));
            accepted.takeUp();
            assertThat(rows(database)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void of_what_is_dealt_with_no_words_stay(Supplier<Database> opens) {
        try (Database database = opens.get()) {
            SqlAccepted accepted = new SqlAccepted(database);
            accepted.write(List.of(wish(database, "a")), List.of());
            accepted.once("a", () -> add(new SqlJobStore(database)));

            String body = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT body FROM accepted")
                            .mapTo(String.class)
                            .one());
            assertThat(body).isEmpty();
        }
    }

    private static Job add(SqlJobStore store) {
        return store.add(Jobs.submitted(), List.of(), Jobs.START);
    }

    private static Wish wish(Database database, String key) {
        return new Wish(key, Map.of("text", "main 'ä'"), database.clock().instant());
    }

    private static int rows(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM accepted")
                        .mapTo(Integer.class)
                        .one());
    }

    /** As if its process had died long ago. */
    private static void claimsRunOut(Database database) {
        database.jdbi().useHandle(handle -> handle.execute("UPDATE accepted SET claimed_until = 1"));
    }
}
