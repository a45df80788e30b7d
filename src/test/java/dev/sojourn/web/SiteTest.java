package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.LogEnds;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.observe.Lookout;
import dev.sojourn.plan.Plans;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser gets them: who is let in, and with which headers. */
class SiteTest {

    private static final String TOKEN = "correct-horse-battery-staple";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LOG = "<script>alert(1)</script>\n";

    private static Vertx vertx;
    private static String open;
    private static String guarded;

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        open = serve(new WebSettings(true, Optional.empty(), Optional.empty(), Duration.ofHours(1)));
        guarded = serve(new WebSettings(false, Optional.of(TOKEN), Optional.empty(), Duration.ofHours(1)));
    }

    private static String serve(WebSettings settings) throws Exception {
        Router router = Router.router(vertx);
        Dashboard.Sources sources = new Dashboard.Sources(
                List.of(Plans.volume()),
                new FixedJobs(List.of(Sample.building(42)), Sample.eventful()),
                FixedPast.of(Sample.pastJobs(120)),
                job -> Optional.of(Sample.progress(job, "a.cpp.o")),
                new Lookout(
                        volumes -> Map.of(
                                Sample.VOLUME, new VolumePlaces.Place.Attached(Sample.BUILDER, "/dev/sdf", "attached")),
                        Duration.ofSeconds(2),
                        Clock.fixed(Sample.START, ZoneOffset.UTC)),
                job -> Optional.empty(),
                (job, limit) -> Optional.empty(),
                (job, path) -> Optional.of(new LogEnds.End(LOG.length(), LOG)),
                () -> Sample.pulse(Optional.of(Sample.START)),
                () -> "sojourn_leads 1.0\n");
        new Site("compilers", settings, sources, Clock.fixed(Sample.START.plusSeconds(300), ZoneOffset.UTC))
                .open(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return "http://127.0.0.1:" + server.actualPort();
    }

    @AfterAll
    static void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jobs/42",
                "/jobs/42/log",
                "/history",
                "/history.csv",
                "/health",
                "/metrics",
                "/jobs/7",
                "/jobs/x"
            })
    void every_answer_forbids_scripts_frames_and_guesses(String path) throws Exception {
        HttpResponse<String> answer = get(open + path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void a_log_is_text_whatever_it_holds() throws Exception {
        HttpResponse<String> log = get(open + "/jobs/42/log");
        assertThat(log.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(log.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(log.body()).isEqualTo("<script>alert(1)</script>\n");
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        assertThat(get(open + "/jobs/7").statusCode()).isEqualTo(404);
        assertThat(get(open + "/jobs/x").statusCode()).isEqualTo(404);
        assertThat(get(open + "/assets/..%2Fapplication.properties").statusCode())
                .isEqualTo(404);
    }

    @Test
    void every_file_that_a_page_names_is_there_and_may_be_kept_for_ever() throws Exception {
        String page = get(open + "/").body();
        List<String> files = Pattern.compile("/assets/[A-Za-z0-9.-]+")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (String file : files) {
            HttpResponse<String> answer = get(open + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/live",
                "/jobs/42",
                "/jobs/42/live",
                "/jobs/42/log",
                "/history",
                "/history.csv",
                "/history.json",
                "/health",
                "/metrics"
            })
    void whoever_does_not_say_who_they_are_sees_nothing(String path) throws Exception {
        HttpResponse<String> answer = get(guarded + path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Who are you?").doesNotContain("Fix", Sample.VOLUME, "alert(1)");
        assertThat(get(guarded + path + "?pass=9999999999.AAAA").statusCode()).isEqualTo(401);
    }

    @Test
    void a_link_from_slack_becomes_a_cookie_that_no_script_can_read_and_leaves_the_address() throws Exception {
        String pass = new Passes(TOKEN).until(Sample.START.plusSeconds(3600));
        HttpResponse<String> answer = get(guarded + "/jobs/42?pass=" + pass);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/jobs/42");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(guarded + "/jobs/42"))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertThat(page.statusCode()).isEqualTo(200);
    }

    @Test
    void the_token_is_typed_once_and_is_not_what_the_browser_keeps() throws Exception {
        HttpResponse<String> wrong = type("token=guess&to=/jobs/42");
        assertThat(wrong.statusCode()).isEqualTo(401);
        HttpResponse<String> right = type("token=" + TOKEN + "&to=/jobs/42");
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(right.headers().firstValue("Location")).contains("/jobs/42");
        assertThat(right.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain(TOKEN);
        assertThat(type("token=" + TOKEN + "&to=//evil.example.org").headers().firstValue("Location"))
                .contains("/");
    }

    @Test
    void an_open_page_is_told_what_is_new() throws IOException, InterruptedException {
        HttpResponse<InputStream> events =
                HTTP.send(HttpRequest.newBuilder(URI.create(open + "/live")).build(), BodyHandlers.ofInputStream());
        assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        try (InputStream in = events.body()) {
            StringBuilder heard = new StringBuilder();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                heard.append(new String(some, 0, read, StandardCharsets.UTF_8));
                if (heard.toString().contains("1,843 of 4,980")) {
                    break;
                }
            }
            assertThat(heard.toString()).contains("data: ", "1,843 of 4,980");
        }
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private static HttpResponse<String> type(String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(guarded + "/enter"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
