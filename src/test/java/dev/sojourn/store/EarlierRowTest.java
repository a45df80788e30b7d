package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Departure;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job in flight survives an upgrade. The row in the file was written by the version that remembered one leaving attachment. */
class EarlierRowTest {

    private static final DeviceNames NAMES = new DeviceNames(
            Optional.of("/dev/sdh"),
            List.of("/dev/sdf", "/dev/sdh"),
            List.of(new Departure("i-0a", "/dev/sdh", Jobs.START.plusMillis(1))));

    private static String earlier() throws IOException {
        try (InputStream file = EarlierRowTest.class.getResourceAsStream("/store/job-of-an-earlier-version.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void it_is_read_with_the_departure_that_it_had_and_all_else_as_it_was() throws IOException {
        Job job = JobJson.readJob(earlier());
        assertThat(job.passage().names()).isEqualTo(NAMES);
        Job today = Jobs.full();
        assertThat(job.with(draft -> draft.passage =
                        draft.passage.naming(names -> today.passage().names())))
                .usingRecursiveComparison()
                .as("what there was no word for then is empty")
                .ignoringFields("request.ahead", "request.smaller", "request.softCaps")
                // Then a millionth was rounded, and now it is rounded up.
                .ignoringFields("request.plan.estimate.low", "request.plan.estimate.high")
                .isEqualTo(today);
        assertThat(job.request().ahead()).isEmpty();
        assertThat(job.request().smaller()).isEmpty();
        assertThat(job.request().softCaps()).isEmpty();
        assertThat(JobJson.readJob(JobJson.write(job))).as("from then on").isEqualTo(job);
    }

    @Test
    void a_departure_counts_from_the_last_act_where_that_was_later_than_the_step() throws IOException {
        String later = earlier()
                .replace("\"stepSince\": \"2026-01-05T10:00:00.124Z\"", "\"stepSince\": \"2026-01-05T09:00:00Z\"");
        assertThat(later).isNotEqualTo(earlier());
        assertThat(JobJson.readJob(later).passage().names().departures())
                .containsExactly(new Departure("i-0a", "/dev/sdh", Jobs.START));
    }

    @Test
    void one_without_any_attachment_is_read_too() throws IOException {
        String none = earlier()
                .replaceAll("\"leaving\": \\{[^}]*}", "\"leaving\": null")
                .replaceAll("\"device\": \"/dev/sdh\"", "\"device\": null");
        assertThat(none).contains("\"leaving\": null").contains("\"device\": null");
        DeviceNames names = JobJson.readJob(none).passage().names();
        assertThat(names.departures()).isEmpty();
        assertThat(names.current()).isEmpty();
    }

    @Test
    void in_the_database_it_is_found_driven_on_and_asked_for_its_departures(@TempDir Path folder) throws IOException {
        try (Database database = Database.open(folder)) {
            SqlJobStore store = new SqlJobStore(database);
            Job added = store.add(Jobs.full(), List.of(), Jobs.START);
            database.jdbi().useHandle(handle -> handle.execute("UPDATE job SET body = ?", earlierAs(added)));
            Job found = store.find(added.number()).orElseThrow();
            assertThat(found.passage().names()).isEqualTo(NAMES);
            assertThat(store.departures(found.volume(), Jobs.START)).isEqualTo(NAMES.departures());
            assertThat(store.save(found, List.of(), Jobs.START)).isPresent();
        }
    }

    /** The row with number and version of one that is there. */
    private static String earlierAs(Job added) throws IOException {
        return earlier()
                .replaceFirst("\"number\": 0", "\"number\": " + added.number())
                .replaceFirst("\"version\": 0", "\"version\": " + added.version());
    }
}
