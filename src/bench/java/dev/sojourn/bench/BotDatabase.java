package dev.sojourn.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The bot's SQLite file, seen from outside while it works. */
final class BotDatabase {

    private final String url;

    BotDatabase(Path file) {
        url = "jdbc:sqlite:" + file + "?busy_timeout=5000";
    }

    long number(String query) {
        return column(query).get(0);
    }

    List<Long> column(String query) {
        try (Connection database = DriverManager.getConnection(url);
                ResultSet rows = database.createStatement().executeQuery(query)) {
            List<Long> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getLong(1));
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    List<String> texts(String query) {
        try (Connection database = DriverManager.getConnection(url);
                ResultSet rows = database.createStatement().executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    void change(String statement, long... values) {
        try (Connection database = DriverManager.getConnection(url);
                PreparedStatement prepared = database.prepareStatement(statement)) {
            for (int n = 0; n < values.length; n++) {
                prepared.setLong(n + 1, values[n]);
            }
            prepared.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }
}
