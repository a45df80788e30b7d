package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import dev.sojourn.slack.workspace.SlackSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackCheckTest {

    private static final String MANIFEST = """
            {"ok":true,"manifest":{
             "features":{"app_home":{"home_tab_enabled":true,"messages_tab_enabled":true},
               "slash_commands":[{"command":"/llvm-build"}]},
             "oauth_config":{"scopes":{"bot":["commands","chat:write","files:write","app_mentions:read","usergroups:read","im:write",
               "channels:history","groups:history","im:history"]}},
             "settings":{"event_subscriptions":{"bot_events":["app_home_opened","app_mention"]},
               "interactivity":{"is_enabled":true},"socket_mode_enabled":true}}}""";

    private final Map<String, String> answers = new HashMap<>(Map.of(
            "auth.test", "{\"ok\":true,\"team\":\"Compilers\",\"user\":\"sojourn\"}",
            "apps.connections.open", "{\"ok\":true,\"url\":\"wss://127.0.0.1/link\"}",
            "conversations.history", "{\"ok\":true,\"messages\":[]}",
            "usergroups.users.list", "{\"ok\":true,\"users\":[\"U0ANN\",\"U0BOB\"]}",
            "apps.manifest.export", MANIFEST));
    private String scopes = String.join(",", AppManifestLines.SCOPES);
    private HttpServer slack;
    private URI address;

    @BeforeEach
    void open() throws IOException {
        slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.createContext("/api/", exchange -> {
            String method = exchange.getRequestURI().getPath().substring("/api/".length());
            byte[] answer = answers.get(method).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.getResponseHeaders().add("x-oauth-scopes", scopes);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        slack.start();
        address = URI.create("http://127.0.0.1:" + slack.getAddress().getPort() + "/api/");
    }

    @AfterEach
    void close() {
        slack.stop(0);
    }

    private List<Line> look() {
        return look("xoxb-1", Optional.of("xoxe.xoxp-1"));
    }

    private List<Line> look(String botToken, Optional<String> configurationToken) {
        return new SlackCheck(
                        SlackSettings.of(Optional.of(address), botToken, "xapp-1-A1-2-3"),
                        List.of("C1"),
                        List.of("S0APPROVE"),
                        configurationToken,
                        Optional::empty)
                .look();
    }

    private static void assertWrong(List<Line> lines, String subject, String detail, String remedy) {
        assertThat(lines)
                .filteredOn(line -> line.subject().equals(subject))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.finding()).isInstanceOf(Finding.Wrong.class);
                    assertThat(line.finding().detail()).contains(detail);
                    assertThat(((Finding.Wrong) line.finding()).remedy()).contains(remedy);
                });
    }

    @Test
    void where_all_is_well_every_line_says_so() {
        assertThat(look()).hasSize(6).allMatch(line -> line.finding() instanceof Finding.Fine);
    }

    @Test
    void a_token_that_slack_does_not_take_is_wrong() {
        answers.put("auth.test", "{\"ok\":false,\"error\":\"token_revoked\"}");
        assertWrong(look(), "bot token", "token_revoked", "SLACK_BOT_TOKEN");
    }

    @Test
    void swapped_tokens_are_named_before_they_are_sent_anywhere() {
        assertWrong(look("xapp-1-A1-2-3", Optional.empty()), "settings", "swapped", "where the bot starts");
    }

    @Test
    void a_missing_scope_is_named() {
        scopes = scopes.replace(",files:write", "");
        assertWrong(look(), "scopes", "missing: files:write", "manifest.yml");
    }

    @Test
    void an_app_token_without_its_scope_is_wrong() {
        answers.put(
                "apps.connections.open", "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"connections:write\"}");
        assertWrong(look(), "app token", "connections:write", "SLACK_APP_TOKEN");
    }

    @Test
    void a_channel_without_the_bot_is_wrong() {
        answers.put("conversations.history", "{\"ok\":false,\"error\":\"not_in_channel\"}");
        assertWrong(look(), "channel C1", "not in it", "/invite @sojourn");
    }

    @Test
    void a_channel_that_is_none_is_wrong() {
        answers.put("conversations.history", "{\"ok\":false,\"error\":\"channel_not_found\"}");
        assertWrong(look(), "channel C1", "no such channel", "policy: channels");
    }

    @Test
    void an_app_that_differs_from_its_manifest_is_named_with_each_difference() {
        answers.put(
                "apps.manifest.export",
                MANIFEST.replace("/llvm-build", "/build")
                        .replace("\"app_mention\"", "\"message.im\"")
                        .replace("\"socket_mode_enabled\":true", "\"socket_mode_enabled\":false"));
        assertWrong(look(), "app manifest", "it has no command /llvm-build, only /build", "paste manifest.yml");
        assertWrong(look(), "app manifest", "the event app_mention is missing", "reinstall");
        assertWrong(look(), "app manifest", "Socket Mode is off", "reinstall");
    }

    @Test
    void without_a_configuration_token_nothing_is_said_of_the_manifest() {
        assertThat(look("xoxb-1", Optional.empty()))
                .filteredOn(line -> line.subject().equals("app manifest"))
                .singleElement()
                .matches(line -> line.finding() instanceof Finding.Unchecked);
    }

    @Test
    void of_a_slack_that_does_not_answer_nothing_is_called_fine() {
        slack.stop(0);
        List<Line> lines = look();
        assertWrong(lines, "bot token", "does not answer", "api.test");
        assertThat(lines).noneMatch(line -> line.finding() instanceof Finding.Fine);
    }

    @Test
    void a_group_that_slack_does_not_know_gives_nobody_a_right_and_that_is_said() {
        assertThat(look())
                .filteredOn(line -> line.subject().equals("user group S0APPROVE"))
                .singleElement()
                .satisfies(line -> assertThat(line.finding().detail()).isEqualTo("2 people"));
        answers.put("usergroups.users.list", "{\"ok\":false,\"error\":\"no_such_subteam\"}");
        assertWrong(look(), "user group S0APPROVE", "no_such_subteam: nobody has the rights", "Copy group ID");
    }

    @Test
    void scopes_and_events_are_those_of_the_manifest() throws IOException {
        String manifest = Files.readString(Path.of("manifest.yml"));
        assertThat(listed(manifest, "    bot:")).containsExactlyElementsOf(AppManifestLines.SCOPES);
        assertThat(listed(manifest, "    bot_events:")).containsExactlyElementsOf(AppManifestLines.EVENTS);
    }

    /** The items of a list, by its key's line. */
    private static List<String> listed(String yaml, String key) {
        return yaml.lines()
                .dropWhile(line -> !line.equals(key))
                .skip(1)
                .takeWhile(line -> line.startsWith("      "))
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).replaceAll(" *#.*", ""))
                .toList();
    }
}
