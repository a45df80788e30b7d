package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ServerCheckTest {

    private static List<String> words(List<Line> lines) {
        return lines.stream()
                .map(line -> line.subject() + " " + line.finding().word())
                .toList();
    }

    private static long tables(String url) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void a_server_that_takes_writes_is_fine_and_gets_no_table() throws SQLException {
        String url = PostgresServer.emptyDatabase();
        assertThat(words(new ServerCheck(url).look())).containsExactly("version ok", "written ok");
        assertThat(tables(url)).isZero();
    }

    @Test
    void a_user_without_rights_is_named_with_the_grant() throws SQLException {
        String url = PostgresServer.emptyDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN");
            statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        }
        Finding finding = new ServerCheck(url.replace("user=postgres", "user=reader"))
                .look()
                .get(1)
                .finding();
        assertThat(finding).isInstanceOf(Finding.Wrong.class);
        assertThat(((Finding.Wrong) finding).remedy()).contains("GRANT CREATE");
    }

    @Test
    void a_server_that_is_not_there_is_named_without_the_password() {
        List<Line> lines = new ServerCheck("jdbc:postgresql://127.0.0.1:9/x?user=u&password=hunter2").look();
        assertThat(words(lines)).containsExactly("server wrong");
        assertThat(lines.toString()).doesNotContain("hunter2");
    }
}
