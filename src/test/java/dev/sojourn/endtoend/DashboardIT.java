package dev.sojourn.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The bot's own pages in a browser, while the sample project is built: nobody reloads anything. */
class DashboardIT {

    private static final double PATIENCE_MS = 180_000;
    private static final String VOLUME = "#vol-0a11aaaa00000001";

    @Test
    void somebodyWatchesTheVolumeGoOutAndComeHome() throws Exception {
        try (Stage stage = Stage.sample("dashboard");
                Eyes eyes = new Eyes()) {
            Bot bot = stage.bot();
            Page now = eyes.desk(bot.page("/"));
            Locator lane = now.locator(VOLUME);
            assertPlace(lane, "host");
            assertThat(now.locator("h1")).hasText("All volumes are home");
            assertThat(lane).containsText("nothing was yet");

            Channel channel = stage.compilers();
            Card card = channel.ask(Person.ANN, "main");
            card.awaitButton(Card.APPROVE);
            assertThat(lane).containsText("Waiting for approval", patiently());
            card.approve(Person.CLEO);

            assertPlace(lane, "transit");
            assertPlace(lane, "builder");
            assertThat(lane).containsText("Building", patiently());
            assertThat(lane.locator("progress")).isVisible();
            assertThat(now.locator("#live")).hasText("Live");
            Eyes.picture(now, "now");
            Page phone = eyes.phone(bot.page("/"), ColorScheme.DARK);
            assertThat(phone.locator(VOLUME)).containsText("Building", patiently());
            assertThat(Eyes.overhang(phone)).isZero();
            Eyes.picture(phone, "now-phone");

            Page job = eyes.desk(bot.page("/jobs/1"));
            job.locator("#log-load").click();
            assertThat(job.locator("#log-text")).containsText("[", patiently());
            assertThat(eyes.obstacles(bot.page("/"))).isEmpty();

            card.awaitEnd(Outcome.SUCCEEDED);
            assertPlace(lane, "host");
            assertThat(lane).containsText("#1 main succeeded", patiently());
            assertThat(job.getByTestId("build")).containsText("passed in", patiently());
            job.reload();
            assertThat(job.getByTestId("volume")).containsText("on its host");
            assertThat(job.locator(".timeline")).containsText("Waiting for approval");
            assertThat(job.locator(".told")).containsText("cleo approved it");
            job.locator("#log-load").click();
            assertThat(job.locator("#log-text")).containsText("ninja", patiently());
            Eyes.picture(job, "job");
            Page small = eyes.phone(bot.page("/jobs/1"), ColorScheme.LIGHT);
            assertThat(Eyes.overhang(small)).isZero();
            Eyes.picture(small, "job-phone");
            assertThat(eyes.obstacles(bot.page("/jobs/1"))).isEmpty();
            assertThat(eyes.complaints()).isEmpty();
        }
    }

    private static void assertPlace(Locator lane, String place) {
        assertThat(lane).hasAttribute("data-place", place, new HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    private static ContainsTextOptions patiently() {
        return new ContainsTextOptions().setTimeout(PATIENCE_MS);
    }
}
