package dev.sojourn.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whether new jobs are taken: a mark in the database, so that it holds for every bot on it, and after a restart. Set from beside
 * a bot that runs.
 */
public final class Drain {

    /** A cursor of no reader: its only job has the number 0, which no job ever has. */
    private static final String MARK = "drain";

    private final DataSource source;

    private Drain(DataSource source) {
        this.source = source;
    }

    /** That of a bot. */
    public static Drain of(Database database) {
        return new Drain(database.source());
    }

    /**
     * That of an installation, from outside of its bot.
     *
     * @throws StoreUnusable where there is no database yet
     */
    public static Drain at(Path folder, Optional<String> url) {
        if (url.isPresent()) {
            PGSimpleDataSource server = new PGSimpleDataSource();
            server.setUrl(url.get());
            return new Drain(server);
        }
        Path file = folder.resolve(DataFolder.DATABASE);
        if (!Files.exists(file)) {
            throw new StoreUnusable("There is no database in " + folder + ". Name its folder in SOJOURN_DATA_DIR.");
        }
        return new Drain(Backup.at(file));
    }

    public boolean isOn() {
        return number("SELECT COUNT(*) FROM event_cursor WHERE reader = '" + MARK + "' AND job = 0 AND done = 1") > 0;
    }

    /** Jobs that have not ended. */
    public long unfinished() {
        return number("SELECT COUNT(*) FROM job WHERE ended_at IS NULL");
    }

    public void set(boolean on) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO event_cursor (reader, job, done, underway, memory) VALUES ('" + MARK
                    + "', 0, " + (on ? 1 : 0) + ", 0, '{\"notes\":{}}')"
                    + " ON CONFLICT (reader, job) DO UPDATE SET done = excluded.done");
        } catch (SQLException refused) {
            throw unusable(refused);
        }
    }

    private long number(String query) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException refused) {
            throw unusable(refused);
        }
    }

    private static StoreUnusable unusable(SQLException refused) {
        return new StoreUnusable("The database does not answer: " + refused.getMessage(), refused);
    }
}
