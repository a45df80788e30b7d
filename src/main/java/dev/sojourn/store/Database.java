package dev.sojourn.store;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The database: embedded for one process, or a PostgreSQL server for several. Embedded means SQLite, write-ahead log,
 * {@code synchronous=FULL}: a commit that was answered has survived every {@code kill -9} that it was tried with.
 */
public final class Database implements AutoCloseable {

    private final AgroalDataSource source;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Leadership leadership;
    private final Optional<DataFolder> folder;

    private Database(
            AgroalDataSource source, Jdbi jdbi, Clock clock, Leadership leadership, Optional<DataFolder> folder) {
        this.source = source;
        this.jdbi = jdbi;
        this.clock = clock;
        this.leadership = leadership;
        this.folder = folder;
    }

    /**
     * Opens the embedded database in a folder, and brings it to the present version.
     *
     * @throws StoreUnusable where another process has it open, as two bots on one file would both drive its jobs; or where it
     *     cannot be written, is damaged, or belongs to a newer Sojourn
     */
    public static Database open(Path path) {
        DataFolder folder = DataFolder.take(path);
        DatabaseFile file = new DatabaseFile(folder.database());
        try {
            AgroalDataSource source = Pools.embedded(file.path());
            try {
                file.check(source);
                new Schema(source, "classpath:db/sqlite").bringUpToDate("The database " + file.path());
                return new Database(
                        source, Jdbi.create(source), Clock.systemUTC(), Leadership.ALONE, Optional.of(folder));
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

    /**
     * Opens a database on a server, which other processes may use too, and brings it to the present version.
     *
     * @param url of JDBC, {@code jdbc:postgresql://…}, with what it takes to log in
     * @throws StoreUnusable where the server cannot be reached, says no, or a newer Sojourn has used the database
     */
    public static Database connect(String url) {
        try {
            AgroalDataSource source = Pools.server(url);
            try {
                new Schema(source, "classpath:db/postgresql").bringUpToDate("The database of SOJOURN_DATABASE_URL");
                Jdbi jdbi = Jdbi.create(source);
                ServerClock clock = new ServerClock(Clock.systemUTC());
                clock.ask(jdbi);
                LeaseRow lease = new LeaseRow(jdbi, clock, UUID.randomUUID().toString());
                return new Database(source, jdbi, clock, lease, Optional.empty());
            } catch (RuntimeException refused) {
                source.close();
                throw refused;
            }
        } catch (StoreUnusable refused) {
            throw refused;
        } catch (SQLException | RuntimeException refused) {
            // The address may hold a password: it is not repeated.
            throw new StoreUnusable(
                    "The database that SOJOURN_DATABASE_URL names cannot be used: " + refused.getMessage()
                            + ". Look at the address, the user's rights and the server, and start again.",
                    refused);
        }
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

    /** Why no job can be written down now, and what to do; empty: it can. */
    public Optional<String> problem() {
        return folder.flatMap(DataFolder::problem);
    }

    /** Whether several processes may use it. */
    boolean isShared() {
        return folder.isEmpty();
    }

    @Override
    public void close() {
        source.close();
        folder.ifPresent(DataFolder::close);
    }
}
