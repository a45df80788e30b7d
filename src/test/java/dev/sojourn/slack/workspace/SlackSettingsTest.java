package dev.sojourn.slack.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSettingsTest {

    @Test
    void aBotAndAnAppTokenAreEnough() {
        assertThat(problems(Optional.empty(), "xoxb-1-2", "xapp-1-A")).isEmpty();
    }

    @Test
    void swappedTokensAreCalledSwapped() {
        assertThat(problems(Optional.empty(), "xapp-1-A", "xoxb-1-2"))
                .hasSize(2)
                .allMatch(problem -> problem.contains("swapped"));
    }

    @Test
    void missingAndForeignTokensAreNamedWithWhereToFindThem() {
        assertThat(problems(Optional.empty(), "", "xoxp-1"))
                .satisfiesExactly(
                        bot -> assertThat(bot)
                                .startsWith("SLACK_BOT_TOKEN is not set")
                                .contains("xoxb-"),
                        app -> assertThat(app).startsWith("SLACK_APP_TOKEN does not begin with xapp-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8099/api/",
                "http://localhost:8099/api/",
                "http://[::1]:8099/api/",
                "https://slack.example.org/api/"
            })
    void plainHttpMayGoToLoopbackOnly(String url) {
        assertThat(problems(Optional.of(URI.create(url)), "xoxb-1", "xapp-1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://slack.example.org/api/", "http://127.0.0.1.evil.org/", "ftp://127.0.0.1/", "nonsense"})
    void tokensDoNotTravelInTheClear(String url) {
        assertThat(problems(Optional.of(URI.create(url)), "xoxb-1", "xapp-1")).hasSize(1);
    }

    @Test
    void tokensAreNotInWhatIsLogged() {
        assertThat(SlackSettings.of(Optional.empty(), "xoxb-secret", "xapp-secret")
                        .toString())
                .doesNotContain("secret");
    }

    private static List<String> problems(Optional<URI> url, String bot, String app) {
        return SlackSettings.of(url, bot, app).problems();
    }
}
