package dev.sojourn.playground;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser: what people see and press while no bot is connected. */
class PageIT {
    private static final String ANN = "U0000000ANN";
    private static final String BEN = "U0000000BEN";
    private static final String HOST_OF_ANN = "i-0a11aaaa0000000a1";

    @TempDir
    static Path folder;

    private static Served playground;
    private static Playwright playwright;
    private static Browser browser;

    private Page page;

    @BeforeAll
    static void open() throws Exception {
        // Ann and Ben have user ids of their own on the machines, and must reach what is in it.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        playground = Served.in(folder.resolve("playground"), folder.resolve("playground.log"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void close() throws Exception {
        // First what would run on for ever where a browser cannot be had.
        playground.close();
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void look() {
        page = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 1000))
                .newPage();
        page.navigate(playground.url());
        page.getByTestId("act-as-" + ANN).click();
    }

    @Test
    void aDirectMessageIsCountedUntilItIsReadAndItsButtonAsksBeforeItActs() throws Exception {
        Locator place = page.getByTestId("place-dm");
        assertThat(place.locator(".badge")).hasCount(0);
        String direct = ask(ANN);
        assertThat(place.locator(".badge")).hasText("1");
        page.reload();
        assertThat(place.locator(".badge")).hasText("1");

        place.click();
        assertThat(place.locator(".badge")).hasCount(0);
        assertThat(page.getByTestId("message")).containsText("You hold the tree");
        page.locator("[data-action-id='wait']").click();
        assertThat(page.getByTestId("confirm")).containsText("For an hour");
        page.getByTestId("confirm-ok").click();
        // Nobody is there to acknowledge it.
        assertThat(page.getByTestId("toast")).containsText("did not acknowledge");
        assertThat(playground.get("/playground/traffic").toString())
                .contains("block_actions", "\"channel_id\":\"" + direct + "\"", "\"name\":\"directmessage\"");

        page.reload();
        assertThat(page.getByTestId("message")).isVisible();
        page.getByTestId("place-C0000COMPILE").click();
        assertThat(place.locator(".badge")).hasCount(0);
    }

    @Test
    void whoeverIsToldSomethingHasACountBesideTheirName() throws Exception {
        ask(BEN);
        assertThat(page.getByTestId("act-as-" + BEN).locator(".badge")).hasText("1");
        page.getByTestId("act-as-" + BEN).click();
        page.getByTestId("place-dm").click();
        assertThat(page.getByTestId("message")).containsText("You hold the tree");
        assertThat(page.locator(".composer-off")).containsText("Its buttons work");
    }

    @Test
    void clangdInTheTreeIsStartedAndStoppedByOneButton() throws Exception {
        page.getByTestId("act-clangd").click();
        assertThat(page.getByTestId("toast").last()).containsText("clangd reads /mnt/llvm/llvm-project");
        await().until(() -> standing().equals("clangd ann\n"));
        page.getByTestId("act-clangd").click();
        assertThat(page.getByTestId("toast").last()).containsText("clangd is stopped");
        await().until(() -> standing().isEmpty());
    }

    @Test
    void theTreeOnTheHostsOwnDiskIsEditedByAButtonOfItsOwn() throws Exception {
        page.getByTestId("act-edit-staying").click();
        assertThat(page.getByTestId("toast")).containsText("Edited " + folder + "/playground/instances/" + HOST_OF_ANN);
        assertThat(playground.type(HOST_OF_ANN, "ann", "tail -n 1 \"$(ls ~/llvm-project/src/*.cpp | head -n 1)\""))
                .startsWith("// edited at ");
    }

    /** Posts a question with a button to a person; answers with the conversation. */
    private static String ask(String user) throws Exception {
        String direct = playground
                .say("conversations.open", Map.of("users", user))
                .path("channel")
                .path("id")
                .asText();
        Map<String, Object> confirm = Map.of(
                "title", plain("Wait?"), "text", plain("For an hour"), "confirm", plain("Yes"), "deny", plain("No"));
        Map<String, Object> button =
                Map.of("type", "button", "action_id", "wait", "value", "7", "text", plain("Wait"), "confirm", confirm);
        JsonNode posted = playground.say(
                "chat.postMessage",
                Map.of(
                        "channel",
                        direct,
                        "text",
                        "You hold the tree",
                        "blocks",
                        List.of(
                                Map.of("type", "section", "text", plain("You hold the tree")),
                                Map.of("type", "actions", "elements", List.of(button)))));
        assertThat(posted.path("ok").asBoolean()).as(posted.toString()).isTrue();
        return direct;
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text);
    }

    /** Name and user of whoever stands in Ann's tree. */
    private static String standing() throws Exception {
        return playground.type(
                HOST_OF_ANN,
                "root",
                "for each in $(find /proc/[0-9]*/cwd -lname '/mnt/llvm/*' 2>/dev/null); do "
                        + "echo $(cat ${each%cwd}comm; stat -c %U ${each%/cwd}); done");
    }
}
