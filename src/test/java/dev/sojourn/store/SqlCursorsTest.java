package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Cursors.Cursor;
import dev.sojourn.job.Fact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCursorsTest {

    @TempDir
    Path folder;

    private Database database;
    private SqlJobStore store;
    private SqlCursors cursors;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        store = new SqlJobStore(database);
        cursors = new SqlCursors(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long jobWith(int facts) {
        return store.add(Jobs.submitted(), Facts.ofEveryKind().subList(0, facts), Jobs.START)
                .number();
    }

    @Test
    void a_reader_starts_at_nothing() {
        assertThat(cursors.of("thread", jobWith(1))).isEqualTo(Cursor.START);
    }

    @Test
    void a_reader_is_behind_where_there_are_events_beyond_its_cursor() {
        long one = jobWith(3);
        long two = jobWith(2);
        jobWith(0);
        cursors.keep("thread", two, new Cursor(2, 2, Map.of()));
        assertThat(cursors.behind("thread", 10)).containsExactly(one);

        store.save(store.find(two).orElseThrow(), List.of(new Fact.AttentionOver()), Jobs.START);
        assertThat(cursors.behind("thread", 10)).containsExactly(one, two);
        assertThat(cursors.behind("thread", 1)).containsExactly(one);
    }

    @Test
    void readers_do_not_share_a_place() {
        long job = jobWith(1);
        cursors.keep("thread", job, new Cursor(1, 1, Map.of()));
        assertThat(cursors.behind("audit", 10)).containsExactly(job);
    }

    @Test
    void a_place_and_what_the_reader_remembers_survive_a_restart() {
        long job = jobWith(5);
        Cursor kept = new Cursor(3, 4, Map.of("ts", "1700000000.000100", "words", "\"ü\"\n"));
        cursors.keep("thread", job, Cursor.START);
        cursors.keep("thread", job, kept);
        close();
        open();
        assertThat(cursors.of("thread", job)).isEqualTo(kept);
    }
}
