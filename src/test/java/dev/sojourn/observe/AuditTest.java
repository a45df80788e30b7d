package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Usd;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what about builds, and for how much. */
class AuditTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private Database database;
    private SqlJobStore store;
    private Audit audit;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        store = new SqlJobStore(database);
        audit = new Audit(store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void job(Fact... facts) {
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), Plans.plan(), List.of("dear"));
        Job job = Job.submitted(request, NOON).with(draft -> draft.commit = Optional.of(new Commit(SHA, "A change")));
        store.add(job, List.of(facts), NOON);
    }

    private List<String> lines() {
        return List.of(audit.csv().text().split("\r\n"));
    }

    @Test
    void everyDeedHasItsLineWithWhoWhenFromWhereAndForHowMuch() {
        job(
                new Fact.Submitted("U0ANN", "main"),
                new Fact.StepStarted(Step.PREFLIGHT),
                new Fact.Approved("U0EVE", false, Optional.empty(), Optional.of("C2")),
                new Fact.CancelAsked("U0BEN"),
                new Fact.Ended(
                        JobState.CANCELLED, Usd.of("0.37"), Duration.ofMinutes(3), Optional.empty(), Optional.empty()));

        assertThat(lines().get(0))
                .isEqualTo("at,job,deed,who,channel,ref,commit,volume,profile,machine,estimate_low_usd,"
                        + "estimate_high_usd,cap_usd,cost_usd,detail");
        assertThat(lines().subList(1, lines().size())).hasSize(4);
        assertThat(lines().get(1)).startsWith("2026-01-05T12:00:00Z,1,asked,U0ANN,C1,main," + SHA + ",ann,");
        assertThat(lines().get(2)).contains(",approved,U0EVE,C2,main,");
        assertThat(lines().get(3)).contains(",cancelled,U0BEN,C1,main,");
        assertThat(lines().get(4)).contains(",ended-cancelled,,C1,main,").endsWith(",0.37,");
    }

    @Test
    void everythingThatAPersonMayDoIsADeed() {
        job(
                new Fact.Submitted("U0BEN", "main", Optional.of(7L)),
                new Fact.Approved("U0EVE", true),
                new Fact.Denied("U0EVE", "too dear"),
                new Fact.ApprovalExpired(),
                new Fact.HeldLonger("U0ANN", NOON),
                new Fact.HoldersStopped(
                        Optional.of("U0ANN"), List.of(new Holder(1, 2, 3, "ann", "vim", "file", "")), 0),
                new Fact.HostChosen("U0ANN", "i-0123456789abcdef0"),
                new Fact.AttentionOver(Optional.of("U0ANN")),
                new Fact.AttentionOver(),
                new Fact.Refused("no such branch", "try another"));

        assertThat(lines().stream().skip(1).map(line -> line.split(",")[2]))
                .containsExactly(
                        "retried",
                        "approved-earlier",
                        "denied",
                        "approval-expired",
                        "wanted-time",
                        "ended-processes",
                        "chose-host",
                        "went-on",
                        "refused");
        assertThat(lines().get(1)).endsWith("#7 once more");
        assertThat(lines().get(3)).endsWith("too dear");
    }

    @Test
    void wordsOfOthersStayInTheirCellAndAreNoFormula() {
        job(new Fact.Denied("U0EVE", "=HYPERLINK(\"http://x\",\"y\")\r\nU0ANN,approved"));
        assertThat(audit.csv().text()).endsWith(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\r\nU0ANN,approved\"\r\n");
        assertThat(audit.csv().rows()).isEqualTo(1);
    }

    @Test
    void theSameIsToBeHadAsJson() throws Exception {
        job(new Fact.Submitted("U0ANN", "main"), new Fact.Denied("U0EVE", "\"no\"\u2028"));
        Audit.Written written = audit.json();
        JsonNode rows = new ObjectMapper().readTree(written.text());
        assertThat(written.rows()).isEqualTo(2);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).path("deed").asText()).isEqualTo("denied");
        assertThat(rows.get(1).path("detail").asText()).isEqualTo("\"no\"\u2028");
        assertThat(rows.get(0).size()).isEqualTo(AuditRow.COLUMNS.size());
    }

    @Test
    void jobsOfAllPagesAreInItInTheirOrder() {
        for (int count = 0; count < 205; count++) {
            job(new Fact.Submitted("U0ANN", "main"));
        }
        assertThat(audit.csv().rows()).isEqualTo(205);
        assertThat(lines().get(205)).contains(",205,asked,");
        assertThat(new Audit(store).json().rows()).isEqualTo(205);
    }

    @Test
    void withoutJobsThereAreTheNamesOfTheColumns() {
        assertThat(audit.csv()).isEqualTo(new Audit.Written(String.join(",", AuditRow.COLUMNS) + "\r\n", 0));
        assertThat(audit.json().text()).isEqualTo("[\n]\n");
    }
}
