package dev.sojourn.store;

import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether a PostgreSQL server lets us in and takes writes. Brings no tables. */
public final class ServerCheck implements Check {

    private static final int LEAST_VERSION = 140_000;
    private static final int PATIENCE_SECONDS = 10;

    private final String url;

    public ServerCheck(String url) {
        this.url = url;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("database");
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        server.setLoginTimeout(PATIENCE_SECONDS);
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int,"
                        + " current_setting('server_version'), pg_is_in_recovery(),"
                        + " has_schema_privilege(current_user, current_schema(), 'CREATE')")) {
            row.next();
            String version = "PostgreSQL " + row.getString(2);
            if (row.getInt(1) < LEAST_VERSION) {
                return lines.wrong("version", version + " is older than 14", "use a newer server")
                        .all();
            }
            lines.fine("version", version);
            if (row.getBoolean(3)) {
                lines.wrong(
                        "written",
                        "the server is a standby and takes no writes",
                        "name the primary in SOJOURN_DATABASE_URL");
            } else if (!row.getBoolean(4)) {
                lines.wrong(
                        "written",
                        "the user may not make tables in the schema",
                        "as an administrator: GRANT CREATE ON SCHEMA public TO the user of SOJOURN_DATABASE_URL");
            } else {
                lines.fine("written", "the user may make and write tables");
            }
        } catch (SQLException refused) {
            // The address may hold a password: it is not repeated.
            lines.wrong(
                    "server",
                    "it cannot be reached, or says no: " + refused.getMessage(),
                    "correct SOJOURN_DATABASE_URL: address, user, password, sslmode; look at the server");
        }
        return lines.all();
    }
}
