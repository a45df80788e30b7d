package dev.sojourn.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Connections to the two kinds of database, set up so that what was answered is kept. */
final class Pools {

    private static final int CONNECTIONS = 16;

    /**
     * A process that stands still within a transaction holds locks that another one may wait for: the server ends such a
     * session before the lease of a leader can have run out.
     */
    private static final Map<String, String> SESSION = Map.of(
            "options", "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=8000",
            "ApplicationName", "sojourn",
            "tcpKeepAlive", "true",
            "connectTimeout", "5",
            "socketTimeout", "20");

    private Pools() {}

    /** SQLite with a write-ahead log and {@code synchronous=FULL}. */
    static AgroalDataSource embedded(Path file) throws SQLException {
        // IMMEDIATE: a transaction that will write takes the write lock at once, so it waits instead of failing
        // half-way.
        String url = "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true&transaction_mode=IMMEDIATE";
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .initialSize(1)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
    }

    /** PostgreSQL. A connection that the server ended is found out before it is used. */
    static AgroalDataSource server(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .initialSize(1)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .validateOnBorrow(true)
                        .connectionFactoryConfiguration(factory -> {
                            SESSION.forEach(factory::jdbcProperty);
                            return factory.jdbcUrl(url);
                        })));
    }
}
