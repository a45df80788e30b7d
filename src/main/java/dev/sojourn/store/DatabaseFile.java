package dev.sojourn.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/** The file of the embedded database: looked through before anything is written into it, and what SQLite's refusals mean. */
record DatabaseFile(Path path) {

    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_NOTADB = 26;

    /**
     * Reads it once.
     *
     * @throws StoreUnusable where it is damaged, or no database
     */
    void check(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String first = found.next() ? found.getString(1) : "no answer";
            if (!first.equals("ok")) {
                throw damaged(first);
            }
        } catch (SQLException refused) {
            throw unusable(refused);
        }
    }

    /**
     * The same, without leaving a file beside it or a byte in it. Only where nobody has it open, and it was closed in order.
     *
     * @throws StoreUnusable where it is damaged, or no database
     */
    void checkUntouched() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:file:" + path + "?immutable=1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String first = found.next() ? found.getString(1) : "no answer";
            if (!first.equals("ok")) {
                throw damaged(first);
            }
        } catch (SQLException refused) {
            throw unusable(refused);
        }
    }

    /** What a failure of SQLite means, and what to do. */
    StoreUnusable unusable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return unusable(sqlite);
            }
        }
        return new StoreUnusable("The database " + path + " cannot be opened: " + failure.getMessage(), failure);
    }

    private StoreUnusable unusable(SQLiteException failure) {
        int primary = failure.getResultCode().code & 0xff;
        return switch (primary) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(String.valueOf(failure.getMessage()));
            case SQLITE_FULL ->
                new StoreUnusable(
                        "The database " + path
                                + " cannot be written: the disk is full. Make room on it and start again; nothing"
                                + " that was written before is lost.",
                        failure);
            default ->
                new StoreUnusable(
                        "The database " + path + " cannot be used: " + failure.getMessage()
                                + ". Look at the disk, the file's owner and the kernel's log, and start again.",
                        failure);
        };
    }

    private StoreUnusable damaged(String how) {
        return new StoreUnusable("The database " + path + " is damaged: " + how.strip()
                + ". It was left as it is. Move sojourn.db, sojourn.db-wal and sojourn.db-shm aside, put back a copy that was"
                + " made before, and start again.");
    }
}
