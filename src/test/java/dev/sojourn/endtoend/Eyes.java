package dev.sojourn.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A browser that looks at the dashboard: at a desk and on a phone, by day and by night, and as those who do not see see it. */
final class Eyes implements AutoCloseable {

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String SERIOUS = "async () => (await axe.run()).violations"
            + ".filter(one => ['serious', 'critical'].includes(one.impact))"
            + ".map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '))";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Eyes() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox")));
    }

    /** At a desk. Whatever the browser complains of is kept: what the security policy forbids, above all. */
    Page desk(String address) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setColorScheme(ColorScheme.LIGHT))
                .newPage();
        page.onConsoleMessage(message -> {
            // A log that cannot be read while the volume is on its way is answered by 404, and the page says so.
            boolean noLogNow =
                    message.location().contains("/log") && message.text().contains("404");
            if (message.type().equals("error") && !noLogNow) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address);
        return page;
    }

    Page phone(String address, ColorScheme scheme) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setColorScheme(scheme))
                .newPage();
        page.navigate(address);
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What axe finds that keeps people from using the page; in both colour schemes. */
    List<String> obstacles(String address) {
        List<String> found = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(1280, 900)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setBypassCSP(true)
                    .setColorScheme(scheme))) {
                Page page = context.newPage();
                page.navigate(address);
                page.addScriptTag(new Page.AddScriptTagOptions().setContent(axe()));
                ((List<?>) page.evaluate(SERIOUS)).forEach(one -> found.add(scheme + " " + address + " " + one));
            }
        }
        return found;
    }

    /** How much wider the page is than the window. */
    static int overhang(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /** The documentation's own pictures only where they are asked for: they would change with every run. */
    static void picture(Page page, String name) {
        String folder = Boolean.getBoolean("screenshots") ? "docs/images" : "target/endtoend";
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, "dashboard-" + name + ".png")));
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(Eyes.class.getResourceAsStream(AXE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
