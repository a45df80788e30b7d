package dev.sojourn.faults.agent;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** SQLite's own driver, with a gate before and after every commit. */
final class CommitDriver implements Driver {

    private static final String SCHEME = "jdbc:sqlite:";
    private static final String REAL = "org.sqlite.JDBC";

    private final CommitGate gate;
    private volatile Driver real;

    CommitDriver(CommitGate gate) {
        this.gate = gate;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        if (!url.startsWith(SCHEME)) {
            return false;
        }
        if (real == null) {
            // Asked on a thread of the bot's, whose class loader knows the driver; ours does not.
            ClassLoader bot = Thread.currentThread().getContextClassLoader();
            try {
                real = (Driver)
                        Class.forName(REAL, true, bot).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException missing) {
                throw new SQLException("The bot has no " + REAL, missing);
            }
        }
        return true;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection opened = real.connect(url, properties);
        return opened == null ? null : WatchedConnection.of(opened, gate);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return real.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
