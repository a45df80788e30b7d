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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form, the Home tab and the question for a yes, in a browser. */
class SurfacesIT {

    private static final double PATIENCE_MS = 90_000;

    private static Playwright playwright;
    private static Browser browser;
    private static Stage stage;

    private Page page;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small(
                "surfaces",
                configuration -> configuration.replace(
                        "types: [c7i.16xlarge, c7a.8xlarge]", "types: [c7i.16xlarge, c7a.8xlarge, c7i.2xlarge]"));
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void look() {
        page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 1000)
                        .setColorScheme(ColorScheme.LIGHT))
                .newPage();
        page.navigate(stage.playground().url());
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void aBuildIsAskedForInTheFormAndApprovedOnTheHomeTab() throws Exception {
        type(Person.ANN, "/llvm-build");
        Locator form = page.getByTestId("modal");
        assertThat(form).containsText("there is no history yet");
        assertThat(form).containsText("c7i.16xlarge: $");
        field("ref").fill("main");
        field("type").selectOption("c7a.8xlarge");
        picture("form");
        field("ref").fill("main~1");
        field("cap").fill("0.01");
        page.getByTestId("modal-submit").click();
        assertThat(form.locator("[data-error-for='form-ref']")).containsText("no branch, tag or commit");
        picture("form-error");
        field("type").selectOption("any");
        field("ref").fill("main");
        page.getByTestId("modal-submit").click();
        assertThat(form.locator("[data-error-for='form-cap']")).containsText("The cap of $0.01 is below the estimate");
        field("cap").fill("4.00");
        page.getByTestId("modal-submit").click();
        assertThat(form).not().isVisible();
        Locator card = page.locator("#timeline")
                .getByTestId("message")
                .filter(new Locator.FilterOptions().setHasText("at most $4.00"));
        assertThat(card).containsText("Waiting for approval", patiently());

        go(Person.CLEO, "home");
        Locator home = page.getByTestId("home");
        assertThat(home).containsText("Waiting for your yes or no");
        picture("home");
        home.locator("[data-action-id='sojourn-home-approve']").click();
        page.getByTestId("confirm-ok").click();
        assertThat(home).containsText("is approved; it starts when its turn comes");
        assertThat(home).containsText("Done", patiently());
        assertThat(home).not().containsText("in 0 jobs");
    }

    @Test
    void anApproverDeniesWithAReasonFromADirectMessageAndTheMessageSaysSo() throws Exception {
        Card card = stage.compilers().ask(Person.BEN, "main --volume ben");
        card.awaitButton(Card.APPROVE);
        go(Person.CLEO, "dm");
        Locator note = page.locator("#timeline").getByTestId("message").last();
        assertThat(note).containsText("@Ben asks to spend $", patiently());
        picture("approval");
        note.locator("[data-action-id='sojourn-note-deny']").click();
        page.getByTestId("modal").locator("[data-action-id='line']").fill("Wait for the release branch");
        picture("deny");
        page.getByTestId("modal-submit").click();

        assertThat(note).containsText("Denied by @Cleo (Wait for the release branch)", patiently());
        assertThat(note.locator("button[data-action-id]")).hasCount(0);
        card.awaitText("denied by <@U000000CLEO> (Wait for the release branch)");
    }

    @Test
    void oneTapApprovesAndAYesForTheDayServesTheNextBuildToo() throws Exception {
        Card first = stage.compilers().ask(Person.BEN, "main --volume ben --cap 1");
        first.awaitButton(Card.APPROVE);
        go(Person.CLEO, "dm");
        Locator note = page.locator("#timeline").getByTestId("message").last();
        assertThat(note).containsText("at most $1.00", patiently());
        note.locator("[data-action-id='sojourn-note-ahead']").click();
        assertThat(page.getByTestId("modal").locator("[data-action-id='line']")).hasValue("4.00");
        picture("ahead");
        page.getByTestId("modal-submit").click();
        assertThat(note).containsText("Approved by @Cleo", patiently());
        first.awaitEnd(Outcome.SUCCEEDED);
        org.assertj.core.api.Assertions.assertThat(first.message().blocks().toString())
                .contains("*Approved by*\\n<@U000000CLEO>");

        Card second = stage.compilers().ask(Person.BEN, "main --volume ben --cap 1");
        second.awaitLine("Approved by <@U000000CLEO>, ahead, at the request of #");
        second.awaitEnd(Outcome.SUCCEEDED);
        org.assertj.core.api.Assertions.assertThat(second.lines()).noneMatch(line -> line.contains("Approval needed"));
        go(Person.CLEO, "home");
        assertThat(page.getByTestId("home")).containsText("Approved ahead");
        assertThat(page.getByTestId("home")).containsText("of $4.00 left");
        page.locator("[data-action-id='sojourn-home-end-ahead']").click();
        page.getByTestId("confirm-ok").click();
        assertThat(page.getByTestId("home")).containsText("every build needs a yes of its own again");
        assertThat(page.getByTestId("home")).not().containsText("Approved ahead");
    }

    @Test
    void whoeverDoesNotWantToWaitRunsOnAMachineThatNeedsNoYes() throws Exception {
        Card card = stage.compilers().ask(Person.ANN, "main --volume keep");
        card.awaitButton("sojourn-smaller");
        go(Person.ANN, Channel.COMPILERS);
        Locator button =
                page.locator("#timeline [data-action-id='sojourn-smaller']").last();
        assertThat(button).containsText("Run now on c7i.2xlarge, no approval needed");
        picture("smaller");
        button.click();
        page.getByTestId("confirm-ok").click();
        card.awaitLine("chose `c7i.2xlarge`, which needs no approval");
        card.awaitEnd(Outcome.SUCCEEDED);
        org.assertj.core.api.Assertions.assertThat(card.message().blocks().toString())
                .contains("c7i.2xlarge");
    }

    @Test
    void newBuildOnTheHomeTabOpensTheFormWithAChannelAndAnotherMarketHasOtherPrices() {
        go(Person.BEN, "home");
        page.getByTestId("shortcut-sojourn-new-build").click();
        Locator form = page.getByTestId("modal");
        assertThat(form).containsText("Where the card of the build will be");
        page.getByTestId("modal-close").click();
        assertThat(form).not().isVisible();
        page.locator("[data-action-id='sojourn-home-new']").click();
        assertThat(form).containsText("Where the card of the build will be");
        assertThat(form).containsText("c7i.16xlarge: $");
        field("ref").fill("feature/half-typed");
        String onDemand = field("type").innerText();
        field("market").selectOption("spot");
        assertThat(form.locator("[data-error-for='form-type:llvm/spot']")).hasCount(1);
        assertThat(field("type")).containsText("c7i.16xlarge: $");
        assertThat(field("type")).not().hasText(onDemand);
        assertThat(field("ref")).hasValue("feature/half-typed");
        page.getByTestId("modal-close").click();
        assertThat(form).not().isVisible();
    }

    private void go(Person person, String place) {
        page.getByTestId("act-as-" + person.id()).click();
        page.getByTestId("place-" + place).click();
    }

    private void type(Person person, String line) {
        go(person, Channel.COMPILERS);
        page.getByTestId("composer").fill(line);
        page.getByTestId("composer").press("Enter");
    }

    private Locator field(String name) {
        return page.getByTestId("modal").locator("[data-action-id='form-" + name + "']");
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
