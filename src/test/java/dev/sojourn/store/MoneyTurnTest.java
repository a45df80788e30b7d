package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are asked for in the same moment: the money is promised once, whichever process takes them. */
class MoneyTurnTest {

    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    private final ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);

    @AfterEach
    void leave() {
        people.shutdownNow();
    }

    @Test
    void of_many_who_ask_at_once_only_as_many_pass_as_there_is_money_for() throws Exception {
        try (Database database = Database.open(folder)) {
            JobStore store = new SqlJobStore(database);
            assertThat(passed(List.of(store))).isEqualTo(3);
        }
    }

    @Test
    void nor_do_more_where_two_processes_take_them() throws Exception {
        String url = PostgresServer.emptyDatabase();
        try (Database one = Database.connect(url);
                Database other = Database.connect(url)) {
            assertThat(passed(List.of(new SqlJobStore(one), new SqlJobStore(other))))
                    .isEqualTo(3);
        }
    }

    private long passed(List<JobStore> stores) throws Exception {
        Usd each = Jobs.submitted().counts(Jobs.START);
        Predicate<Expenses> enough = expenses -> !expenses.since(Instant.EPOCH, Whose.EVERYBODY)
                .total()
                .plus(each)
                .isMoreThan(each.times(3.5));
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Optional<Job>>> asked = new ArrayList<>();
        for (int person = 0; person < AT_ONCE; person++) {
            JobStore store = stores.get(person % stores.size());
            asked.add(people.submit(() -> {
                go.await();
                return store.addIf(enough, Jobs.submitted(), List.of(), Jobs.START);
            }));
        }
        go.countDown();
        long passed = 0;
        for (Future<Optional<Job>> one : asked) {
            passed += one.get().isPresent() ? 1 : 0;
        }
        return passed;
    }
}
