package dev.sojourn.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The embedded database: SQLite, write-ahead log, {@code synchronous=FULL}: a commit that was answered has survived every
 * {@code kill -9} that it was tried with.
 */
public final class Database implements AutoCloseable {

    private final AgroalDataSource source;
    private final Jdbi jdbi;
    private final DataFolder folder;

    private Database(AgroalDataSource source, DataFolder folder) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
        this.folder = folder;
    }

    /**
     * Opens the database in a folder, and brings it to the present version.
     *
     * @throws StoreUnusable where another process has it open, as two bots on one file would both drive its jobs; or where it
     *     cannot be written, is damaged, or belongs to a newer Sojourn
     */
    public static Database open(Path path) {
        DataFolder folder = DataFolder.take(path);
        DatabaseFile file = new DatabaseFile(folder.database());
        try {
            AgroalDataSource source = pool(file.path());
            try {
                file.check(source);
                new Schema(source, "classpath:db/migration").bringUpToDate("The database " + file.path());
                return new Database(source, folder);
            } catch (RuntimeException refused) {
                source.close();
                throw refused;
            }
        } catch (SQLException | FlywayException refused) {
            folder.close();
            throw file.unusable(refused);
        } catch (RuntimeException refused) {
            folder.close();
            throw refused;
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

    /** Why no job can be written down now, and what to do; empty: it can. */
    public Optional<String> problem() {
        return folder.problem();
    }

    @Override
    public void close() {
        source.close();
        folder.close();
    }
}
