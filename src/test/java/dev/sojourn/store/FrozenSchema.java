package dev.sojourn.store;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a database as this version of the program leaves it, with jobs in flight, as SQL: for {@link UpgradeTest} of all later
 * versions. Once for each schema that is released; docs/development.md says how.
 */
final class FrozenSchema {

    /** Has ended. */
    static final long ENDED = 1;

    /** In flight, on the builder. */
    static final long BUILDING = 2;

    /** Waits for the volume. */
    static final long WAITING = 3;

    private static final String MIGRATIONS = "target/classes/db/";

    private FrozenSchema() {}

    /** The folder for the two files, and the version that is their name. */
    public static void main(String... words) throws Exception {
        Path folder = Path.of(words[0]);
        String version = words[1];
        Path data = Files.createTempDirectory("frozen");
        try (Database database = Database.open(data)) {
            fill(database);
            Files.writeString(folder.resolve("schema-" + version + "-sqlite.sql"), sqlite(database));
        }
        try (Database database = Database.connect(PostgresServer.emptyDatabase())) {
            fill(database);
            Files.writeString(folder.resolve("schema-" + version + "-postgresql.sql"), postgresql(database));
        }
    }

    private static void fill(Database database) {
        SqlJobStore store = new SqlJobStore(database);
        Job asked = store.add(Jobs.submitted(), List.of(new Fact.Submitted("U0ANN", "main")), Jobs.START);
        Job started = store.save(Jobs.started(asked), List.of(), Jobs.START).orElseThrow();
        store.save(Jobs.ended(started, Move.SUCCEED, 0), List.of(), Jobs.START).orElseThrow();
        Job full = Jobs.full().with(draft -> {
            draft.endedAt = Optional.empty();
            draft.enter(Step.RUN_BUILD, Jobs.START);
        });
        Job building = store.add(full, Facts.ofEveryKind(), Jobs.START);
        store.add(Jobs.submitted(), List.of(new Fact.Submitted("U0ANN", "main")), Jobs.START);
        try (Engine engine = new Engine(database, 1)) {
            engine.now(building.number());
        }
    }

    private static String sqlite(Database database) throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> triggers = new ArrayList<>();
        try (Connection open = database.source().getConnection();
                Statement ask = open.createStatement();
                ResultSet parts = ask.executeQuery("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            while (parts.next()) {
                String part = parts.getString(2) + ";\n-- end\n";
                if (parts.getString(1).equals("trigger")) {
                    triggers.add(part);
                } else {
                    text.append(part);
                }
            }
            rows(open, names(open, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"), text);
        }
        return text + String.join("", triggers);
    }

    /** The tables as the released migrations make them; the history of Flyway knows their checksums. */
    private static String postgresql(Database database) throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of(MIGRATIONS + "postgresql"))) {
            files.sorted(Comparator.comparing(Path::toString)).forEach(file -> {
                try {
                    text.append(Files.readString(file)).append("\n-- end\n");
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        text.append("""
                CREATE TABLE flyway_schema_history (
                  installed_rank INTEGER PRIMARY KEY, version VARCHAR(50), description VARCHAR(200) NOT NULL,
                  type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INTEGER,
                  installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT now(),
                  execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL);
                -- end
                DELETE FROM leader;
                -- end
                DELETE FROM money_turn;
                -- end
                """);
        try (Connection open = database.source().getConnection()) {
            rows(
                    open,
                    names(open, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"),
                    text);
        }
        return text.toString();
    }

    private static List<String> names(Connection open, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement ask = open.createStatement();
                ResultSet found = ask.executeQuery(query)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        // Others point to jobs.
        names.sort(Comparator.comparing(name -> !name.equals("job")));
        return names;
    }

    private static void rows(Connection open, List<String> tables, StringBuilder text) throws SQLException {
        for (String table : tables) {
            try (Statement ask = open.createStatement();
                    ResultSet row = ask.executeQuery("SELECT * FROM " + table)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(value(row.getObject(column)));
                    }
                    text.append("INSERT INTO " + table + " VALUES (" + String.join(", ", values) + ");\n-- end\n");
                }
            }
        }
    }

    private static String value(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof byte[] bytes
                ? "X'" + HexFormat.of().formatHex(bytes) + "'"
                : "'" + value.toString().replace("'", "''") + "'";
    }
}
