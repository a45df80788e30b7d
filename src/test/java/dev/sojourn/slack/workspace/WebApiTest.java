package dev.sojourn.slack.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.model.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackBot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what it is told to, over real HTTP. */
class WebApiTest {

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Sample.START;
    private Answer answer = exchange -> respond(exchange, 200, "{\"ok\":true,\"ts\":\"1.2\"}");
    private HttpServer server;
    private Slack slack;
    private Workspace workspace;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", exchange -> {
            asked.incrementAndGet();
            answer.to(exchange);
        });
        server.start();
        SlackConfig config = new SlackConfig();
        config.setStatsEnabled(false);
        config.setProxyUrl(null);
        config.setMethodsEndpointUrlPrefix(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
        slack = Slack.getInstance(config, SlackBot.client(config));
        workspace = new SlackWorkspace(new WebApi(slack.methods("xoxb-test"), () -> now));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        slack.close();
    }

    @Test
    void aMessageThatIsTakenAnswersWithItsTime() throws SlackFault {
        assertThat(post()).isEqualTo("1.2");
    }

    @Test
    void aLimitIsObeyedForAsLongAsSlackSaysAndOnlyInThatChannel() throws SlackFault {
        answer = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            respond(exchange, 429, "{\"ok\":false,\"error\":\"ratelimited\"}");
        };
        assertThatThrownBy(this::post)
                .isInstanceOfSatisfying(
                        SlackFault.Limited.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        answer = exchange -> respond(exchange, 200, "{\"ok\":true,\"ts\":\"1.3\"}");
        now = now.plusSeconds(5);
        assertThatThrownBy(this::post)
                .isInstanceOfSatisfying(
                        SlackFault.Limited.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        assertThat(asked).as("not asked in vain").hasValue(1);
        assertThat(post("C2")).isEqualTo("1.3");
        now = now.plusSeconds(2);
        assertThat(post()).isEqualTo("1.3");
    }

    @Test
    void aLostAnswerIsNotRepeatedBehindOurBack() throws SlackFault {
        post();
        answer = HttpExchange::close;

        assertThatThrownBy(this::post).isInstanceOf(SlackFault.Away.class);
        assertThat(asked).as("the first and the lost one").hasValue(2);
    }

    @Test
    void aNoAPassingTroubleAndAForeignPageAreToldApart() {
        answer = exchange -> respond(exchange, 200, "{\"ok\":false,\"error\":\"not_in_channel\"}");
        assertThatThrownBy(this::post)
                .isInstanceOfSatisfying(
                        SlackFault.Refused.class,
                        refused -> assertThat(refused.isNotLetIn()).isTrue());
        answer = exchange ->
                respond(exchange, 200, "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"chat:write\"}");
        assertThatThrownBy(this::post).isInstanceOf(SlackFault.Away.class).hasMessageContaining("chat:write");
        answer = exchange -> respond(exchange, 503, "down");
        assertThatThrownBy(this::post).isInstanceOf(SlackFault.Away.class);
        answer = exchange -> respond(exchange, 200, "<html>please log in to the proxy</html>");
        assertThatThrownBy(this::post).isInstanceOf(SlackFault.Away.class);
    }

    @Test
    void whatIsReadBackIsOursWithMarksAndFiles() throws SlackFault {
        answer = exchange -> respond(
                exchange,
                200,
                exchange.getRequestURI().getPath().endsWith("auth.test")
                        ? "{\"ok\":true,\"user_id\":\"UBOT\",\"bot_id\":\"BBOT\"}"
                        : """
                        {"ok":true,"has_more":false,"messages":[
                         {"ts":"1.0","user":"UBOT","text":"the root"},
                         {"ts":"1.1","user":"UBOT","metadata":{"event_type":"sojourn_fact",
                          "event_payload":{"job":42,"sequence":3}}},
                         {"ts":"1.2","user":"UEVE","metadata":{"event_type":"sojourn_fact",
                          "event_payload":{"job":42,"sequence":4}}},
                         {"ts":"1.3","bot_id":"BBOT","files":[{"id":"F1","name":"build-42.log"}]}]}""");

        assertThat(workspace.replies("C1", "1.0", Sample.START))
                .containsExactly(
                        new Workspace.Posted("1.1", Optional.of(Workspace.Mark.fact(42, 3)), List.of()),
                        new Workspace.Posted("1.3", Optional.empty(), List.of("build-42.log")));
    }

    @Test
    void everyMarkIsReadBackAsItWasWritten() {
        for (Workspace.Mark mark :
                List.of(Workspace.Mark.card(42), Workspace.Mark.fact(42, 3), Workspace.Mark.ask(42, 3, 1000))) {
            assertThat(Marks.of(Marks.metadata(mark))).contains(mark);
        }
        Message.Metadata foreign = Message.Metadata.builder()
                .eventType("sojourn_ask")
                .eventPayload(Map.of("job", 42, "sequence", "3"))
                .build();
        assertThat(Marks.of(foreign)).isEmpty();
        assertThat(Marks.of(null)).isEmpty();
    }

    @Test
    void aDirectChannelIsOpenedAndQuestionsAreReadBackFromIt() throws SlackFault {
        answer = exchange -> respond(
                exchange,
                200,
                switch (exchange.getRequestURI().getPath()) {
                    case "/api/auth.test" -> "{\"ok\":true,\"user_id\":\"UBOT\",\"bot_id\":\"BBOT\"}";
                    case "/api/conversations.open" -> "{\"ok\":true,\"channel\":{\"id\":\"D1\"}}";
                    default -> """
                        {"ok":true,"has_more":false,"messages":[
                         {"ts":"1.1","user":"UBOT","metadata":{"event_type":"sojourn_ask",
                          "event_payload":{"job":42,"sequence":3,"uid":1000}}}]}""";
                });

        assertThat(workspace.directChannel("U0ANN")).isEqualTo("D1");
        assertThat(workspace.messages("D1", Sample.START))
                .containsExactly(new Workspace.Posted("1.1", Optional.of(Workspace.Mark.ask(42, 3, 1000)), List.of()));
    }

    private String post() throws SlackFault {
        return post("C1");
    }

    private String post(String channel) throws SlackFault {
        return workspace.post(Workspace.Address.channel(channel), Content.of("hello"), Workspace.Mark.card(42));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
