package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs in flight survive an upgrade from every schema there has been. The files were written by the versions themselves
 * ({@link FrozenSchema}); what their tables and rows were like stays as it was.
 */
class UpgradeTest {

    private static final Path FILES = Path.of("src", "test", "resources", "store");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");

    @TempDir
    Path folder;

    static Stream<String> embedded() throws IOException {
        return files("-sqlite.sql");
    }

    static Stream<String> server() throws IOException {
        return files("-postgresql.sql");
    }

    private static Stream<String> files(String end) throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("embedded")
    void jobs_go_on_in_the_embedded_database(String file) throws Exception {
        String path = folder.resolve("sojourn.db").toString();
        restore("jdbc:sqlite:" + path, file);
        try (Database database = Database.open(folder)) {
            goesOn(database);
        }
    }

    @ParameterizedTest
    @MethodSource("server")
    void jobs_go_on_in_the_database_of_a_server(String file) throws Exception {
        String url = PostgresServer.emptyDatabase();
        restore(url, file);
        try (Database database = Database.connect(url)) {
            goesOn(database);
        }
    }

    /** Below version 2 there was no program: the first one made both. */
    @Test
    void no_schema_before_the_newest_file_is_left_out() throws IOException {
        for (String kind : List.of("sqlite", "postgresql")) {
            TreeSet<Double> frozen = new TreeSet<>();
            files("-" + kind + ".sql").forEach(name -> frozen.add(Double.valueOf(name.split("-")[1])));
            try (Stream<Path> migrations = Files.list(MIGRATIONS.resolve(kind))) {
                assertThat(migrations
                                .map(UpgradeTest::version)
                                .filter(version -> version >= 2 && version <= frozen.last()))
                        .containsExactlyInAnyOrderElementsOf(frozen);
            }
        }
    }

    private static double version(Path migration) {
        String name = migration.getFileName().toString();
        return Double.parseDouble(name.substring(1, name.indexOf("__")).replace('_', '.'));
    }

    private static void restore(String url, String file) throws IOException, SQLException {
        try (Connection open = DriverManager.getConnection(url);
                Statement statement = open.createStatement()) {
            for (String part : Files.readString(FILES.resolve(file)).split("\n-- end\n")) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        }
    }

    private static void goesOn(Database database) {
        SqlJobStore store = new SqlJobStore(database);
        assertThat(store.unfinished())
                .extracting(Job::number)
                .containsExactly(FrozenSchema.BUILDING, FrozenSchema.WAITING);
        assertThat(store.find(FrozenSchema.ENDED).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        Job building = store.find(FrozenSchema.BUILDING).orElseThrow();
        assertThat(building.step()).isEqualTo(Step.RUN_BUILD);
        assertThat(building.with(draft -> {}))
                .usingRecursiveComparison()
                .as("what there was no word for then is empty")
                .ignoringFields(
                        "number", "version", "request.ahead", "request.smaller", "request.softCaps", "passage.names")
                // Then a millionth was rounded, and now it is rounded up.
                .ignoringFields("request.plan.estimate.low", "request.plan.estimate.high")
                .isEqualTo(Jobs.full().with(draft -> {
                    draft.endedAt = Optional.empty();
                    draft.enter(Step.RUN_BUILD, Jobs.START);
                }));
        assertThat(building.passage().names().current()).contains("/dev/sdf");
        List<JobEvent> before = store.events(FrozenSchema.BUILDING, 0);
        assertThat(before).as("one of every kind").hasSizeGreaterThan(25);

        // The task that the earlier version left behind is what drives it on: nobody wakes it here.
        try (Engine engine = new Engine(database, 1)) {
            engine.drives(number -> {
                Job job = store.find(number).orElseThrow();
                if (job.state() == JobState.OUTBOUND) {
                    store.save(
                                    job.with(draft -> draft.move(Move.TURN_HOME, Jobs.START)),
                                    List.of(new Fact.StepDone(Step.RUN_BUILD, Duration.ofMinutes(1))),
                                    database.clock().instant())
                            .orElseThrow();
                }
                return Optional.empty();
            });
            engine.lead();
            await("the job goes on")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> store.find(FrozenSchema.BUILDING).orElseThrow().state() == JobState.HOMEBOUND);
        }
        assertThat(store.events(FrozenSchema.BUILDING, 0))
                .startsWith(before.toArray(new JobEvent[0]))
                .hasSize(before.size() + 1);
        Job home = store.find(FrozenSchema.BUILDING).orElseThrow();
        store.save(
                        home.with(draft -> draft.move(Move.SUCCEED, Jobs.START.plusSeconds(900))),
                        List.of(),
                        database.clock().instant())
                .orElseThrow();
        Job waiting = store.find(FrozenSchema.WAITING).orElseThrow();
        assertThat(store.save(Jobs.started(waiting), List.of(), Jobs.START))
                .as("the volume is free for who waited")
                .isPresent();
        assertThat(store.add(Jobs.submitted(), List.of(), Jobs.START).number()).isGreaterThan(FrozenSchema.WAITING);
    }
}
