package dev.sojourn.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The bot's own pages in a browser, while the sample project is built; then what the run has left behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final double PATIENCE_MS = 180_000;
    private static final String VOLUME = "#vol-0a11aaaa00000001";
    private static final Pattern ONCE_ONLY =
            Pattern.compile("(?:trigger_id|response_url)\\\\*\"\\s*:\\s*\\\\*\"([^\"\\\\]+)");

    private static Stage stage;
    private static Eyes eyes;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.sample(
                "dashboard", Map.of("SOJOURN_LOG_JSON", "true", "QUARKUS_LOG_CATEGORY__DEV_SOJOURN__LEVEL", "DEBUG"));
        eyes = new Eyes();
    }

    @AfterAll
    static void close() throws Exception {
        eyes.close();
        stage.close();
    }

    /** As a person does: where the machine does not answer in time, once more. */
    private static void readTheLog(Page job) {
        Locator press = job.locator("#log-load");
        await("the end of the log")
                .atMost(Duration.ofMillis((long) PATIENCE_MS))
                .until(() -> {
                    if (press.isEnabled()) {
                        press.click();
                    }
                    return job.locator("#log-text").textContent().contains("[");
                });
    }

    @Test
    @Order(1)
    void somebodyWatchesTheVolumeGoOutAndComeHomeAndReloadsNothing() {
        Bot bot = stage.bot();
        Page now = eyes.desk(bot.page("/"));
        Locator lane = now.locator(VOLUME);
        assertPlace(lane, "host");
        assertThat(now.locator("h1")).hasText("All volumes are home");
        assertThat(lane).containsText("nothing was yet");

        Card card = stage.compilers().ask(Person.ANN, "main");
        card.awaitButton(Card.APPROVE);
        assertThat(lane).containsText("waiting for approval", patiently());
        card.approve(Person.CLEO);

        // It is in transit for two seconds here, which a page that is drawn once a second may not show.
        assertPlace(lane, "builder");
        assertThat(lane).containsText("Building", patiently());
        assertThat(lane.locator("progress")).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
        assertThat(now.locator("#live")).hasText("Live");
        Page phone = eyes.phone(bot.page("/"), ColorScheme.DARK);
        assertThat(phone.locator(VOLUME)).containsText("Building", patiently());
        assertThat(Eyes.overhang(phone)).isZero();
        Eyes.picture(phone, "now-phone");

        Page job = eyes.desk(bot.page("/jobs/1"));
        readTheLog(job);
        Eyes.picture(now, "now");
        assertThat(eyes.obstacles(bot.page("/"))).isEmpty();

        card.awaitEnd(Outcome.SUCCEEDED);
        assertPlace(lane, "host");
        assertThat(lane).containsText("#1 main succeeded", patiently());
        assertThat(job.getByTestId("build")).containsText("passed in", patiently());
        assertThat(eyes.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void thePageOfTheJobTellsItsTimelineItsDecisionsAndItsLog() {
        String address = stage.bot().page("/jobs/1");
        Page job = eyes.desk(address);
        assertThat(job.getByTestId("volume")).containsText("on its host");
        assertThat(job.locator(".timeline")).containsText("Waiting for approval");
        assertThat(job.locator(".timeline .run").first()).isAttached();
        assertThat(job.locator(".told")).containsText("approved it");
        readTheLog(job);
        job.locator("#log-search").fill("building cxx");
        assertThat(job.locator("#log-text mark")).hasText(Pattern.compile("building cxx", Pattern.CASE_INSENSITIVE));
        job.locator("#log-error").click();
        assertThat(job.locator("#log-state")).containsText("No error is to be seen in the log");
        assertThat(job.locator(".costs svg")).hasAttribute("aria-label", Pattern.compile("Cost by and by: \\$0.*"));
        Eyes.picture(job, "job");
        Page small = eyes.phone(address, ColorScheme.LIGHT);
        assertThat(Eyes.overhang(small)).isZero();
        Eyes.picture(small, "job-phone");
        assertThat(eyes.obstacles(address)).isEmpty();
        assertThat(eyes.complaints()).isEmpty();
    }

    @Test
    @Order(3)
    void theJobHasItsLineInTheHistoryAndHealthAndMetricsKnowOfIt() {
        Bot bot = stage.bot();
        await("the line of the history")
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        Health.at(URI.create(bot.page("/history.csv"))).words().contains("\r\n1,"));
        Page history = eyes.desk(bot.page("/history"));
        assertThat(history.locator(".wide tbody tr")).hasCount(1);
        assertThat(history.locator("#chart-time canvas")).isVisible();
        Eyes.picture(history, "history");
        Page phone = eyes.phone(bot.page("/history"), ColorScheme.DARK);
        assertThat(Eyes.overhang(phone)).isZero();
        Page health = eyes.desk(bot.page("/health"));
        assertThat(health.locator(".checks")).containsText("connected since");
        Eyes.picture(health, "health");
        assertThat(eyes.obstacles(bot.page("/history"))).isEmpty();
        assertThat(eyes.obstacles(bot.page("/health"))).isEmpty();
        assertThat(eyes.complaints()).isEmpty();
        assertThat(Health.at(URI.create(bot.page("/metrics"))).words())
                .contains("sojourn_jobs_ended_total{outcome=\"succeeded\",profile=\"llvm\"} 1.0")
                .contains("sojourn_slack_connected 1.0", "sojourn_leads 1.0")
                .containsPattern("sojourn_slack_acks_seconds_count [1-9]")
                .containsPattern("sojourn_aws_calls_seconds_count\\{action=\"DescribeVolumes\",outcome=\"ok\"");
    }

    @Test
    @Order(4)
    void theLogOfTheWholeRunIsJsonHasTheJobsNumberAndTellsNoSecret() throws Exception {
        List<String> lines = stage.bot().words();
        List<String> jobs = new ArrayList<>();
        for (String line : lines) {
            JsonNode read = new ObjectMapper().readTree(line);
            assertThat(read.path("message").isTextual()).as(line).isTrue();
            if (read.path("mdc").path("job").asText().equals("#1")) {
                jobs.add(line);
            }
        }
        Set<String> secrets = new TreeSet<>();
        Map<String, String> environment = stage.playground().environment();
        secrets.add(environment.get("SLACK_BOT_TOKEN"));
        secrets.add(environment.get("SLACK_APP_TOKEN"));
        secrets.add(environment.get("AWS_SECRET_ACCESS_KEY"));
        Matcher once = ONCE_ONLY.matcher(stage.playground().traffic());
        while (once.find()) {
            secrets.add(once.group(1));
        }
        assertThat(secrets)
                .as("tokens, triggers and response addresses of the run")
                .hasSizeGreaterThan(5);
        assertThat(String.join("\n", lines)).doesNotContain(secrets);
        assertThat(jobs).as("lines about the job").isNotEmpty();
    }

    private static void assertPlace(Locator lane, String place) {
        assertThat(lane).hasAttribute("data-place", place, new HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    private static ContainsTextOptions patiently() {
        return new ContainsTextOptions().setTimeout(PATIENCE_MS);
    }
}
