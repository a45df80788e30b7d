package dev.sojourn.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several people about one build: a group that approves, a decision that is handed on, who is told, what it cost. */
class TeamIT {

    private static final double PATIENCE_MS = 90_000;

    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterEach
    void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void aGroupApprovesOneOfItHandsTheDecisionOnAndTheTeamSeesWhatItCost() throws Exception {
        try (Stage stage = Stage.small(
                "team",
                configuration ->
                        configuration.replace("approvers: [U000000CLEO, U0000000BEN]", "approvers: [S00APPROVERS]"))) {
            look(stage);
            Channel channel = stage.compilers();
            Assertions.assertThat(channel.answerTo(Person.OSCAR, "cost"))
                    .contains("You are not on the list", "<@" + Person.ANN.id() + ">");
            Assertions.assertThat(channel.answerTo(Person.ANN, "cost")).contains("nothing, no builder was launched");
            Assertions.assertThat(channel.answerTo(Person.OSCAR, "quiet 22-7 Europe/Berlin"))
                    .contains("quiet hours from 22:00 to 07:00 (Europe/Berlin)");

            page.getByTestId("composer").fill("/llvm-build");
            page.getByTestId("composer").press("Enter");
            Locator form = page.getByTestId("modal");
            assertThat(form).containsText("c7i.16xlarge: $");
            form.locator("[data-action-id='form-ref']").fill("main");
            form.locator("[data-action-id='form-told'] input[value='" + Person.BEN.id() + "']")
                    .check();
            form.locator("[data-action-id='form-aloud'] input").check();
            picture("form-told");
            page.getByTestId("modal-submit").click();
            assertThat(form).not().isVisible();
            Card card = channel.awaitCard(0);
            card.awaitLine("<!subteam^S00APPROVERS> Approval needed");

            go(Person.CLEO, "dm");
            Locator note = page.locator("#timeline").getByTestId("message").last();
            assertThat(note).containsText("asks to spend $", patiently());
            note.locator("[data-action-id='sojourn-note-delegate']").click();
            Locator dialog = page.getByTestId("modal");
            dialog.locator("[data-action-id='line']").selectOption(Person.BEN.id());
            picture("delegate");
            dialog.locator("[data-action-id='line']").selectOption(Person.OSCAR.id());
            page.getByTestId("modal-submit").click();
            assertThat(dialog).containsText("That person may not approve builds");
            dialog.locator("[data-action-id='line']").selectOption(Person.BEN.id());
            page.getByTestId("modal-submit").click();
            assertThat(note).containsText("You left it to @Ben", patiently());
            assertThat(note.locator("button[data-action-id]")).hasCount(0);
            card.awaitLine("leaves the decision to <@" + Person.BEN.id() + ">");

            go(Person.BEN, "dm");
            Locator asked = page.locator("#timeline").getByTestId("message").last();
            assertThat(asked).containsText("leaves the decision to you", patiently());
            asked.locator("[data-action-id='sojourn-note-approve']").click();
            assertThat(asked).containsText("Approved by @Ben", patiently());

            card.awaitEnd(Outcome.SUCCEEDED);
            stage.messagesTo(Person.BEN).first(text -> text.startsWith("You watch this one"));
            go(Person.ANN, Channel.COMPILERS);
            assertThat(page.locator("#timeline")).containsText("is done after", patiently());
            page.getByTestId("composer").fill("/llvm-build cost week");
            page.getByTestId("composer").press("Enter");
            Locator answer = page.locator("#timeline").getByTestId("message").last();
            assertThat(answer).containsText("for 1 job on 1 builder", patiently());
            assertThat(answer).containsText("@Ann $");
            assertThat(answer).containsText("one c7i.16xlarge that is never switched off would have been $479.81");
            picture("cost");
            Assertions.assertThat(channel.answerTo(Person.ANN, "cost week csv")).contains("in your direct messages");
            stage.messagesTo(Person.ANN).awaitFile("sojourn-cost-week-", ".csv");
            Assertions.assertThat(channel.answerTo(Person.CLEO, "audit")).contains("in your direct messages");
            stage.cloud().assertHome("ann");
            Assertions.assertThat(stage.playground().violations()).isEmpty();
        }
    }

    private void look(Stage stage) {
        page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 1000)
                        .setColorScheme(ColorScheme.LIGHT))
                .newPage();
        page.navigate(stage.playground().url());
        go(Person.ANN, Channel.COMPILERS);
    }

    private void go(Person person, String place) {
        page.getByTestId("act-as-" + person.id()).click();
        page.getByTestId("place-" + place).click();
    }

    private static ContainsTextOptions patiently() {
        return new ContainsTextOptions().setTimeout(PATIENCE_MS);
    }

    /** The documentation's own pictures only where they are asked for: they would change with every run. */
    private void picture(String name) {
        Path folder = Path.of(Boolean.getBoolean("screenshots") ? "docs/images" : "target/endtoend");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
