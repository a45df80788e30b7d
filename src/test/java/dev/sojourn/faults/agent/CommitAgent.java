package dev.sojourn.faults.agent;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Started with {@code -javaagent}, before the bot: whoever registers first is asked first for a connection. */
public final class CommitAgent {

    private CommitAgent() {}

    /** @param folder where it is said which commit to hold, and where it is told what was committed */
    public static void premain(String folder) throws SQLException {
        DriverManager.registerDriver(new CommitDriver(new CommitGate(Path.of(folder))));
    }
}
