package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Request;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that is approved ahead, on both databases. */
class SqlGrantsTest {

    private static final Instant UNTIL = Jobs.START.plus(Duration.ofHours(24));

    @Nested
    class InAFile extends Cases {

        @TempDir
        Path folder;

        @Override
        Database open() {
            return Database.open(folder);
        }
    }

    @Nested
    class OnAServer extends Cases {

        @Override
        Database open() {
            return Database.connect(PostgresServer.emptyDatabase());
        }
    }

    abstract static class Cases {

        private Database database;

        abstract Database open();

        @AfterEach
        void close() {
            database.close();
        }

        private Job given() {
            database = open();
            SqlJobStore store = new SqlJobStore(database);
            Job job = store.add(Jobs.submitted(), List.of(), Jobs.START);
            Fact ahead = new Fact.ApprovedAhead("U0EVE", List.of("c7i.4xlarge", "c7a.4xlarge"), Usd.of("20"), UNTIL);
            return store.save(job, List.of(ahead), Jobs.START).orElseThrow();
        }

        private SqlGrants grants() {
            return new SqlGrants(database);
        }

        private Usd left() {
            return grants().inForce(Jobs.START).get(0).left();
        }

        @Test
        void it_comes_to_be_with_its_fact_and_outlives_the_process() {
            Job job = given();
            assertThat(grants().inForce(Jobs.START))
                    .containsExactly(new Grant(
                            job.number(),
                            "U0EVE",
                            job.volume(),
                            List.of("c7i.4xlarge", "c7a.4xlarge"),
                            Usd.of("20"),
                            Usd.of("20"),
                            UNTIL));
        }

        @Test
        void it_ends_by_itself_and_by_hand_and_gives_nothing_then() {
            long job = given().number();
            assertThat(grants().inForce(UNTIL)).isEmpty();
            assertThat(grants().take(job, Usd.of("1"), UNTIL)).isFalse();
            grants().end(job, Jobs.START.plusSeconds(5));
            assertThat(grants().inForce(Jobs.START.plusSeconds(5))).isEmpty();
            assertThat(grants().take(job, Usd.of("1"), Jobs.START.plusSeconds(5)))
                    .isFalse();
        }

        @Test
        void however_many_take_at_once_never_more_is_given_than_there_is() throws Exception {
            long job = given().number();
            ExecutorService people = Executors.newFixedThreadPool(8);
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                asked.add(people.submit(() -> grants().take(job, Usd.of("3"), Jobs.START)));
            }
            int given = 0;
            for (Future<Boolean> one : asked) {
                given += one.get() ? 1 : 0;
            }
            people.shutdown();

            assertThat(given).isEqualTo(6);
            assertThat(left()).isEqualTo(Usd.of("2"));
        }

        @Test
        void a_build_that_rested_on_it_gives_back_at_its_end_what_it_did_not_cost() {
            long grant = given().number();
            SqlJobStore store = new SqlJobStore(database);
            Request request = new Request(
                    "U0ANN",
                    "C1",
                    BuildOptions.of("main"),
                    Plans.plan(),
                    List.of("large"),
                    Optional.of(new Request.Ahead(grant, "U0EVE")),
                    Optional.empty());
            assertThat(grants().take(grant, request.plan().cap(), Jobs.START)).isTrue();
            assertThat(left()).isEqualTo(Usd.of("15"));
            Job job = store.add(Job.submitted(request, Jobs.START), List.of(), Jobs.START);
            Fact ended = new Fact.Ended(
                    JobState.SUCCEEDED, Usd.of("1.25"), Duration.ofMinutes(9), Optional.empty(), Optional.empty());
            store.save(job, List.of(ended), Jobs.START);

            assertThat(left()).isEqualTo(Usd.of("18.75"));
        }
    }
}
