package dev.sojourn.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedConnectionTest {

    @TempDir
    private Path folder;

    private Connection real;
    private Connection watched;

    @BeforeEach
    void open() throws Exception {
        real = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db"));
        try (Statement statement = real.createStatement()) {
            statement.execute("CREATE TABLE job (n INTEGER)");
            statement.execute("CREATE TABLE event (n INTEGER)");
        }
        watched = WatchedConnection.of(real, new CommitGate(folder));
    }

    @AfterEach
    void close() throws Exception {
        real.close();
    }

    @Test
    void aTransactionIsOneCommitOfAllItsTables() throws Exception {
        watched.setAutoCommit(false);
        insert("event");
        insert("job");
        insert("job");
        watched.commit();

        assertThat(commits()).containsExactly("event+job");
    }

    @Test
    void aWriteAloneIsACommitAndAReadOrARollbackIsNone() throws Exception {
        insert("job");
        try (Statement statement = watched.createStatement()) {
            statement.executeQuery("SELECT n FROM job").close();
        }
        watched.setAutoCommit(false);
        insert("event");
        watched.rollback();
        watched.commit();

        assertThat(commits()).containsExactly("job");
    }

    @Test
    void theSecondCommitIsHeldBeforeItIsWritten() throws Exception {
        Files.writeString(folder.resolve("hold"), "before job 2 order-1");
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                insert("job");
                insert("job");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });

        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> Files.exists(folder.resolve("held")));
        assertThat(writing).isNotDone();
        assertThat(commits()).containsExactly("job");
    }

    private void insert(String table) throws Exception {
        try (PreparedStatement statement = watched.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
            statement.setInt(1, 1);
            statement.executeUpdate();
        }
    }

    private List<String> commits() throws Exception {
        return Files.readAllLines(folder.resolve("commits"));
    }
}
