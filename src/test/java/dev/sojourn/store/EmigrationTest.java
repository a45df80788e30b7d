package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmigrationTest {

    @TempDir
    Path data;

    private final String url = PostgresServer.emptyDatabase();

    private static Job ended(Database database) {
        SqlJobStore store = new SqlJobStore(database);
        Job added = store.add(Jobs.submitted(), List.of(new Fact.Submitted("U0ANN", "main")), Jobs.START);
        Job cancelled = added.with(draft -> draft.move(Move.WITHDRAW, Jobs.START));
        return store.save(cancelled, List.of(), Jobs.START).orElseThrow();
    }

    @Test
    void every_job_its_events_and_the_readers_cursors_arrive_and_numbers_go_on() {
        Job job;
        try (Database from = Database.open(data)) {
            job = ended(from);
            new SqlCursors(from).keep("reader", job.number(), new Cursors.Cursor(1, 0, Map.of("ts", "1.2")));
        }
        assertThat(new Emigration(data, url).copy()).containsEntry("job", 1L).containsEntry("job_event", 1L);
        try (Database to = Database.connect(url)) {
            SqlJobStore store = new SqlJobStore(to);
            assertThat(store.find(job.number())).contains(job);
            assertThat(store.events(job.number(), 0)).hasSize(1);
            assertThat(new SqlCursors(to).of("reader", job.number()).memory()).containsEntry("ts", "1.2");
            assertThat(store.add(Jobs.submitted(), List.of(), Jobs.START).number())
                    .isEqualTo(job.number() + 1);
        }
    }

    @Test
    void while_a_job_has_not_ended_nothing_is_copied() {
        try (Database from = Database.open(data)) {
            new SqlJobStore(from).add(Jobs.submitted(), List.of(), Jobs.START);
        }
        assertThatThrownBy(() -> new Emigration(data, url).copy())
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("have not ended");
        try (Database to = Database.connect(url)) {
            assertThat(new SqlJobStore(to).newest(1)).isEmpty();
        }
    }

    @Test
    void a_second_time_nothing_is_copied() {
        try (Database from = Database.open(data)) {
            ended(from);
        }
        new Emigration(data, url).copy();
        assertThatThrownBy(() -> new Emigration(data, url).copy())
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("has jobs already");
    }
}
