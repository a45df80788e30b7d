package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people did stays as it was written down. */
class EventsAreOnlyAddedToTest {

    @TempDir
    Path folder;

    @Test
    void aFileRefusesToChangeOrDeleteAnEvent() {
        try (Database database = Database.open(folder)) {
            refusesToChangeOrDelete(database);
        }
    }

    @Test
    void aServerRefusesToChangeOrDeleteAnEvent() {
        try (Database database = Database.connect(PostgresServer.emptyDatabase())) {
            refusesToChangeOrDelete(database);
        }
    }

    private static void refusesToChangeOrDelete(Database database) {
        SqlJobStore store = new SqlJobStore(database);
        long job = store.add(Jobs.submitted(), List.of(new Fact.Denied("U0EVE", "no")), Jobs.START)
                .number();
        for (String change : List.of("UPDATE job_event SET at = 0", "DELETE FROM job_event")) {
            assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(change)))
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("events are never");
        }
        assertThat(store.events(job, 0)).extracting(JobEvent::fact).containsExactly(new Fact.Denied("U0EVE", "no"));
    }

    @Test
    void factsThatAnOlderVersionWroteAreReadAsWell() {
        assertThat(read("{'fact':'Submitted','by':'U0ANN','ref':'main'}"))
                .isEqualTo(new Fact.Submitted("U0ANN", "main"));
        assertThat(read("{'fact':'CancelAsked','by':'U0ANN'}"))
                .isEqualTo(new Fact.CancelAsked("U0ANN", Optional.empty()));
        assertThat(read("{'fact':'Approved','by':'U0EVE','carriedOver':true}"))
                .isEqualTo(new Fact.Approved("U0EVE", true));
        assertThat(read("{'fact':'Denied','by':'U0EVE','reason':'no'}")).isEqualTo(new Fact.Denied("U0EVE", "no"));
        assertThat(read("{'fact':'AttentionOver'}")).isEqualTo(new Fact.AttentionOver());
    }

    private static Fact read(String json) {
        return JobJson.read("{\"fact\":" + json.replace('\'', '"') + "}", JobRows.StoredFact.class)
                .fact();
    }
}
