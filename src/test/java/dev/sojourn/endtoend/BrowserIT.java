package dev.sojourn.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The playground's page in a browser, with the sample project: what a newcomer sees first. */
class BrowserIT {

    private static final double PATIENCE_MS = 180_000;
    private static final String VOLUME = "volume-vol-0a11aaaa00000001";

    @Test
    void aNewcomerTypesApprovesAndWatchesTheVolumeGoOutAndComeHome() throws Exception {
        try (Stage stage = Stage.sample("browser");
                Playwright playwright = Playwright.create();
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage(
                    new Browser.NewPageOptions().setViewportSize(1440, 900).setColorScheme(ColorScheme.LIGHT));
            page.navigate(stage.playground().url());
            Locator volume = page.getByTestId(VOLUME);
            assertPlace(volume, "host");

            page.getByTestId("act-as-" + Person.ANN.id()).click();
            page.getByTestId("place-" + Channel.COMPILERS).click();
            page.getByTestId("composer").fill("/llvm-build main");
            page.getByTestId("composer").press("Enter");
            Locator approve =
                    page.locator("[data-action-id='" + Card.APPROVE + "']").first();
            approve.waitFor();

            page.getByTestId("act-as-" + Person.CLEO.id()).click();
            approve.click();
            assertThat(page.getByTestId("confirm")).containsText("Launch c7i.16xlarge?");
            page.getByTestId("confirm-ok").click();

            assertPlace(volume, "transit");
            assertPlace(volume, "builder");
            // The thread shows the card a second time.
            Locator card = page.locator("#timeline")
                    .getByTestId("message")
                    .filter(new Locator.FilterOptions().setHasText("llvm build #1"));
            assertThat(card).containsText("%", new ContainsTextOptions().setTimeout(PATIENCE_MS));
            card.locator("[data-block-id='header']").evaluate("header => header.scrollIntoView()");
            page.screenshot(new Page.ScreenshotOptions().setPath(picture()));

            assertPlace(volume, "host");
            assertThat(card).containsText("Done", new ContainsTextOptions().setTimeout(PATIENCE_MS));
        }
    }

    private static void assertPlace(Locator volume, String place) {
        assertThat(volume).hasAttribute("data-place", place, new HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    /** The documentation's own picture only where it is asked for: it would change with every run. */
    private static Path picture() {
        return Path.of(Boolean.getBoolean("screenshots") ? "docs/images" : "target/endtoend", "playground.png");
    }
}
