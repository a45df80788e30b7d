package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {

    @TempDir
    Path data;

    @Test
    void the_bot_sees_what_was_set_beside_it_and_still_does_after_a_restart() {
        try (Database running = Database.open(data)) {
            assertThat(Drain.of(running).isOn()).isFalse();
            Drain.at(data, Optional.empty()).set(true);
            assertThat(Drain.of(running).isOn()).isTrue();
        }
        try (Database again = Database.open(data)) {
            assertThat(Drain.of(again).isOn()).isTrue();
            Drain.at(data, Optional.empty()).set(false);
            assertThat(Drain.of(again).isOn()).isFalse();
        }
    }

    @Test
    void on_a_server_it_holds_for_every_bot() {
        String url = PostgresServer.emptyDatabase();
        try (Database one = Database.connect(url);
                Database other = Database.connect(url)) {
            Drain.at(data, Optional.of(url)).set(true);
            assertThat(List.of(Drain.of(one).isOn(), Drain.of(other).isOn())).containsOnly(true);
        }
    }

    @Test
    void it_counts_the_jobs_that_have_not_ended() {
        try (Database running = Database.open(data)) {
            new SqlJobStore(running).add(Jobs.submitted(), List.of(), Jobs.START);
            assertThat(Drain.at(data, Optional.empty()).unfinished()).isEqualTo(1);
        }
    }

    @Test
    void no_reader_takes_the_mark_for_a_job() {
        try (Database running = Database.open(data)) {
            Drain.of(running).set(true);
            assertThat(new SqlCursors(running).behind("drain", 10)).isEmpty();
        }
    }
}
