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
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The embedded database: SQLite, write-ahead log, {@code synchronous=FULL}: a commit that was answered has survived every
 * {@code kill -9} that it was tried with.
 */
public final class Database implements AutoCloseable {

    private final AgroalDataSource source;
    private final Jdbi jdbi;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Database(AgroalDataSource source, FileChannel lockFile, FileLock lock) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens the database in a folder, and brings it to the present version.
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
            AgroalDataSource source = pool(folder.resolve("sojourn.db"));
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(source, lockFile, lock.get());
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

    private static AgroalDataSource pool(Path file) throws SQLException {
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
            lock.release();
            lockFile.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot release the lock on the data folder", broken);
        }
    }
}
