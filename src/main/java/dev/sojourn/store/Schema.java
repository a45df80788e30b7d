package dev.sojourn.store;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of a database, brought to the version that this program knows; a newer one is not touched. */
final class Schema {

    private final Flyway flyway;

    /** @param location where the migrations are, such as {@code classpath:db/migration} */
    Schema(DataSource source, String location) {
        this.flyway = Flyway.configure().dataSource(source).locations(location).load();
    }

    /**
     * Adds what is missing.
     *
     * @param name the database, in words
     * @throws StoreUnusable where a newer program has changed it
     */
    void bringUpToDate(String name) {
        MigrationInfoService info = flyway.info();
        newest(info.applied()).ifPresent(applied -> refuseNewer(name, applied, newest(info.all(), true)));
        flyway.migrate();
    }

    private static void refuseNewer(String name, MigrationVersion applied, Optional<MigrationVersion> known) {
        String ours = known.map(MigrationVersion::toString).orElse("0");
        if (known.isEmpty() || applied.compareTo(known.get()) > 0) {
            throw new StoreUnusable(name + " has tables of version " + applied + ", and this Sojourn knows them up to "
                    + ours
                    + ": a newer Sojourn has used it. It was left as it is. Start the newer Sojourn again, or put back"
                    + " a copy that was made before it.");
        }
    }

    private static Optional<MigrationVersion> newest(MigrationInfo[] migrations) {
        return newest(migrations, false);
    }

    private static Optional<MigrationVersion> newest(MigrationInfo[] migrations, boolean ofThisProgram) {
        return Arrays.stream(migrations)
                .filter(one -> !ofThisProgram || one.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .max(MigrationVersion::compareTo);
    }
}
