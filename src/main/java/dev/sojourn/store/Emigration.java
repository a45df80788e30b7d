package dev.sojourn.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The way from the embedded database to a PostgreSQL server, with every job that there was. Only while no job is running: both
 * would drive it. The embedded database is not changed.
 */
public final class Emigration {

    /** Timers and the lease are made anew; versions of tables, and whose turn it is, are the server's own. */
    private static final List<String> STAYS =
            List.of("flyway_schema_history", "scheduled_tasks", "leader", "money_turn");

    private final Path folder;
    private final String url;

    /** @param url of the server, {@code jdbc:postgresql://…}; its database must hold no job */
    public Emigration(Path folder, String url) {
        this.folder = folder;
        this.url = url;
    }

    /**
     * Copies everything in one transaction.
     *
     * @return rows by table
     * @throws StoreUnusable where a bot runs, a job has not ended, or the server's database is in use: nothing is changed then
     */
    public Map<String, Long> copy() {
        try (Database from = Database.open(folder);
                Database to = Database.connect(url)) {
            long unfinished = count(from.source(), "SELECT COUNT(*) FROM job WHERE ended_at IS NULL");
            if (unfinished > 0) {
                throw new StoreUnusable(
                        unfinished + " jobs have not ended. Let them: start the bot, `drain --wait`, stop it,"
                                + " and try again.");
            }
            if (count(to.source(), "SELECT COUNT(*) FROM job") > 0) {
                throw new StoreUnusable(
                        "The server's database has jobs already and was left as it is. Name an empty one.");
            }
            return copy(from.source(), to.source());
        } catch (SQLException broken) {
            throw new StoreUnusable("Nothing was copied: " + broken.getMessage(), broken);
        }
    }

    private static Map<String, Long> copy(DataSource from, DataSource to) throws SQLException {
        Map<String, Long> copied = new LinkedHashMap<>();
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            target.setAutoCommit(false);
            try {
                for (String table : tables(source)) {
                    copied.put(table, copy(table, source, target));
                }
                target.commit();
            } catch (SQLException broken) {
                target.rollback();
                throw broken;
            }
        }
        return copied;
    }

    /** Jobs first: events refer to them. */
    private static List<String> tables(Connection source) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite_%' ORDER BY name = 'job' DESC, name")) {
            while (rows.next()) {
                if (!STAYS.contains(rows.getString(1))) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    /** Both have the same names, and values of two kinds: whole numbers and texts. */
    private static long copy(String table, Connection source, Connection target) throws SQLException {
        long rows = 0;
        try (Statement statement = source.createStatement();
                ResultSet read = statement.executeQuery("SELECT * FROM " + table)) {
            ResultSetMetaData columns = read.getMetaData();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnName(column));
            }
            String insert = "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
            try (PreparedStatement write = target.prepareStatement(insert)) {
                while (read.next()) {
                    for (int column = 1; column <= names.size(); column++) {
                        Object value = read.getObject(column);
                        write.setObject(column, value instanceof Integer number ? Long.valueOf(number) : value);
                    }
                    rows += write.executeUpdate();
                }
            }
        }
        return rows;
    }

    private static long count(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
