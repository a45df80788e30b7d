package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path folder;

    private Process recorder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void a_second_sojourn_on_one_folder_is_refused_with_what_to_do() {
        try (Database first = Database.open(folder)) {
            assertThat(first.answers()).isTrue();
            assertThatThrownBy(() -> Database.open(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("SOJOURN_DATA_DIR");
        }
        try (Database next = Database.open(folder)) {
            assertThat(next.answers()).isTrue();
        }
    }

    @Test
    void commits_are_on_the_disk_before_they_are_answered() {
        try (Database database = Database.open(folder)) {
            List<String> settings = List.of("journal_mode", "synchronous", "foreign_keys").stream()
                    .map(name -> database.jdbi()
                            .withHandle(handle -> handle.createQuery("PRAGMA " + name)
                                    .mapTo(String.class)
                                    .one()))
                    .toList();
            assertThat(settings).as("write-ahead log, FULL, on").containsExactly("wal", "2", "1");
        }
    }

    @RepeatedTest(3)
    @Timeout(60)
    void a_process_that_is_killed_loses_nothing_that_it_had_acknowledged() throws Exception {
        Process process = recorder();
        long acknowledged = 0;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged < 40) {
                acknowledged = Long.parseLong(said.readLine());
            }
            assertThatThrownBy(() -> Database.open(folder)).hasMessageContaining("Another Sojourn is running");
            // Not by the process itself: that would close the pipe with what was said last still in it.
            process.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledged = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by signal 9").isEqualTo(128 + 9);

        try (Database database = Database.open(folder)) {
            SqlJobStore store = new SqlJobStore(database);
            Job job = store.find(1).orElseThrow();
            // One more may have been kept and not been told any more.
            assertThat(job.version()).isBetween(acknowledged, acknowledged + 1);
            assertThat(job.problem()).contains("write " + job.version());
            List<JobEvent> events = store.events(1, 0);
            assertThat(events)
                    .extracting(JobEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, job.version()).boxed().toList());
            assertThat(events.get(events.size() - 1).fact())
                    .isEqualTo(new Fact.AttentionNeeded("write " + job.version(), ""));
        }
    }
}
