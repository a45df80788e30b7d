package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final Instant NOW = Sample.START;
    private static final String TOKEN = "correct-horse-battery-staple";
    private static final WebSettings OPEN =
            new WebSettings(true, Optional.empty(), Optional.empty(), Duration.ofHours(1));
    private static final WebSettings GUARDED = new WebSettings(
            false, Optional.of(TOKEN), Optional.of(URI.create("https://sojourn.example.org")), Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "::1"})
    void without_a_token_the_pages_are_open_to_this_machine(String host) {
        assertThat(ask(OPEN, host, "", "", "")).isInstanceOf(Access.Verdict.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.org", "127.0.0.1.evil.example.org", "10.0.0.5", ""})
    void a_site_that_takes_this_machines_address_for_its_name_reads_nothing(String host) {
        assertThat(ask(OPEN, host, "", "", "")).isInstanceOf(Access.Verdict.Closed.class);
    }

    @Test
    void without_a_token_other_machines_are_shut_out_also_under_a_false_name() {
        WebSettings exposed = new WebSettings(false, Optional.empty(), Optional.empty(), Duration.ofHours(1));
        assertThat(ask(exposed, "127.0.0.1", "", "", "")).isInstanceOf(Access.Verdict.Closed.class);
    }

    @Test
    void the_token_opens_the_pages_and_another_does_not() {
        assertThat(ask(GUARDED, "any", "Bearer " + TOKEN, "", "")).isInstanceOf(Access.Verdict.Allowed.class);
        assertThat(ask(GUARDED, "any", "Bearer " + TOKEN + "x", "", "")).isInstanceOf(Access.Verdict.Unknown.class);
        assertThat(ask(GUARDED, "127.0.0.1", "", "", "")).isInstanceOf(Access.Verdict.Unknown.class);
    }

    @Test
    void a_link_opens_the_pages_until_it_expires() {
        URI link = new Links(GUARDED).toJob(12, NOW).orElseThrow();
        assertThat(link.toString()).startsWith("https://sojourn.example.org/jobs/12?pass=");
        String pass = link.getQuery().substring("pass=".length());
        assertThat(ask(GUARDED, "any", "", "", pass)).isEqualTo(new Access.Verdict.Welcome(pass, Duration.ofHours(1)));
        assertThat(new Access(GUARDED).of(new Access.Brought("any", "", pass, ""), NOW.plusSeconds(3599)))
                .isInstanceOf(Access.Verdict.Allowed.class);
        assertThat(new Access(GUARDED).of(new Access.Brought("any", "", pass, ""), NOW.plusSeconds(3600)))
                .isInstanceOf(Access.Verdict.Unknown.class);
        assertThat(new Access(GUARDED).of(new Access.Brought("any", "", "", pass), NOW.plusSeconds(3600)))
                .isEqualTo(new Access.Verdict.Unknown(
                        "This link has expired. Ask for a new one in Slack, or bring the token."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "x", "9999999999", "9999999999.", "9999999999.AAAA", "-1.x", "99999999999999999999.x"})
    void a_pass_that_nobody_signed_opens_nothing(String pass) {
        assertThat(ask(GUARDED, "any", "", pass, "")).isInstanceOf(Access.Verdict.Unknown.class);
        assertThat(ask(GUARDED, "any", "", "", pass)).isInstanceOf(Access.Verdict.Unknown.class);
    }

    @Test
    void a_pass_cannot_be_made_longer() {
        String pass = new Passes(TOKEN).until(NOW.plusSeconds(10));
        String longer = NOW.plusSeconds(9999).getEpochSecond() + pass.substring(pass.indexOf('.'));
        assertThat(ask(GUARDED, "any", "", longer, "")).isInstanceOf(Access.Verdict.Unknown.class);
    }

    @Test
    void another_token_makes_all_passes_worthless() {
        String pass = new Passes("another-token-of-some-length").until(NOW.plusSeconds(10));
        assertThat(ask(GUARDED, "any", "", pass, "")).isInstanceOf(Access.Verdict.Unknown.class);
    }

    @Test
    void settings_can_be_logged() {
        assertThat(GUARDED.toString()).doesNotContain(TOKEN);
    }

    private static Access.Verdict ask(
            WebSettings settings, String host, String authorization, String cookie, String pass) {
        return new Access(settings).of(new Access.Brought(host, authorization, cookie, pass), NOW);
    }
}
