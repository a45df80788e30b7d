package dev.sojourn.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The database: embedded for one process, or a PostgreSQL server for several. Embedded means SQLite, write-ahead log,
 * {@code synchronous=FULL}: a commit that was answered has survived every {@code kill -9} that it was tried with.
 */
public final class Database implements AutoCloseable {

    private final AgroalDataSource source;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Leadership leadership;
    private final Guard guard;

    /** What keeps others away from an embedded database. */
    private interface Guard {
        void release() throws IOException;
    }

    private Database(AgroalDataSource source, Jdbi jdbi, Clock clock, Leadership leadership, Guard guard) {
        this.source = source;
        this.jdbi = jdbi;
        this.clock = clock;
        this.leadership = leadership;
        this.guard = guard;
    }

    /**
     * Opens the embedded database in a folder, and brings it to the present version.
     *
     * @throws IllegalStateException where another process has it open: two bots on one file would both drive its jobs
     */
    public static Database open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("sojourn.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(lockFile);
            if (lock.isEmpty()) {
                lockFile.close();
                throw new IllegalStateException("Another Sojourn is running on the data folder " + folder
                        + ". Stop it, or set SOJOURN_DATA_DIR to a folder of its own.");
            }
            AgroalDataSource source = embedded(folder.resolve("sojourn.db"));
            migrate(source, "sqlite");
            return new Database(source, Jdbi.create(source), Clock.systemUTC(), Leadership.ALONE, () -> {
                lock.get().release();
                lockFile.close();
            });
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot use the data folder " + folder, broken);
        } catch (SQLException broken) {
            throw new IllegalStateException("Cannot open the database in " + folder, broken);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException inThisProcess) {
            return Optional.empty();
        }
    }

    /**
     * Opens a database on a server, which other processes may use too, and brings it to the present version.
     *
     * @param url of JDBC, {@code jdbc:postgresql://…}, with what it takes to log in
     * @throws IllegalStateException where the server cannot be reached, or says no
     */
    public static Database connect(String url) {
        try {
            AgroalDataSource source = server(url);
            migrate(source, "postgresql");
            Jdbi jdbi = Jdbi.create(source);
            ServerClock clock = new ServerClock(Clock.systemUTC());
            clock.ask(jdbi);
            LeaseRow lease = new LeaseRow(jdbi, clock, UUID.randomUUID().toString());
            return new Database(source, jdbi, clock, lease, () -> {});
        } catch (SQLException | FlywayException | JdbiException broken) {
            // The address may hold a password.
            throw new IllegalStateException(
                    "Cannot use the database that SOJOURN_DATABASE_URL names: " + broken.getMessage(), broken);
        }
    }

    private static void migrate(DataSource source, String kind) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/" + kind)
                .load()
                .migrate();
    }

    /**
     * A process that stands still within a transaction holds locks that another one may wait for: the server ends such a
     * session before the lease of a leader can have run out.
     */
    private static AgroalDataSource server(String url) throws SQLException {
        Map<String, String> session = Map.of(
                "options", "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=8000",
                "ApplicationName", "sojourn",
                "tcpKeepAlive", "true",
                "connectTimeout", "5",
                "socketTimeout", "20");
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .initialSize(1)
                        .maxSize(16)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .validateOnBorrow(true)
                        .connectionFactoryConfiguration(factory -> {
                            factory.jdbcUrl(url);
                            session.forEach(factory::jdbcProperty);
                            return factory;
                        })));
    }

    private static AgroalDataSource embedded(Path file) throws SQLException {
        // IMMEDIATE: a transaction that will write takes the write lock at once, so it waits instead of failing
        // half-way.
        String url = "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true&transaction_mode=IMMEDIATE";
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .initialSize(1)
                        .maxSize(16)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
    }

    DataSource source() {
        return source;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** What time it is, for all processes on this database. */
    public Clock clock() {
        return clock;
    }

    public Leadership leadership() {
        return leadership;
    }

    /** Whether the database answers: for health. */
    public boolean answers() {
        return jdbi.withHandle(handle ->
                        handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                == 1;
    }

    @Override
    public void close() {
        source.close();
        try {
            guard.release();
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot release the lock on the data folder", broken);
        }
    }
}
