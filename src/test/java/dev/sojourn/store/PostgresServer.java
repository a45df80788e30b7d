package dev.sojourn.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of this process. Each test has an empty database of its own on it. */
public final class PostgresServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private PostgresServer() {}

    private static final class Started {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException failed) {
                throw new IllegalStateException("No PostgreSQL server could be started", failed);
            }
        }
    }

    /** The address of an empty database, as SOJOURN_DATABASE_URL takes it. */
    public static String emptyDatabase() {
        String name = "test" + NUMBER.incrementAndGet();
        try (Connection server = Started.SERVER.getPostgresDatabase().getConnection()) {
            server.createStatement().execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return Started.SERVER.getJdbcUrl("postgres", name);
    }
}
