package dev.sojourn.slack.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MrkdwnTest {

    @Test
    void textOfOthersCannotCallAChannelOrPassForALink() {
        assertThat(Mrkdwn.escape("<!channel> <@U1> <https://evil|main> a & b"))
                .isEqualTo("&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil|main&gt; a &amp; b");
        assertThat(Mrkdwn.escape("@channel @here @Everyone")).doesNotContain("@channel", "@here", "@Everyone");
        assertThat(Mrkdwn.escape("ann@example.org")).isEqualTo("ann@example.org");
    }

    @Test
    void charactersThatHideOrTurnTextAreGone() {
        assertThat(Mrkdwn.escape("ma\u202ein\u200b\u0007\u2066!")).isEqualTo("main!");
        assertThat(Mrkdwn.escape("one\r\ntwo\tthree")).isEqualTo("one\ntwo\tthree");
    }

    @Test
    void backticksCannotCloseCodeEarly() {
        assertThat(Mrkdwn.code("a`b` <c>")).isEqualTo("`aˋbˋ &lt;c&gt;`");
        assertThat(Mrkdwn.fence("x ``` <!here> y", 200).replace("```\n", "").replace("\n```", ""))
                .doesNotContain("```", "<!here>");
    }

    @Test
    void aCodeBlockKeepsToItsSizeWithEscapesAndNeverCutsAnEntity() {
        String block = Mrkdwn.fence("<&>".repeat(2000), 2900);

        assertThat(block).hasSizeLessThanOrEqualTo(2900).startsWith("```\n").endsWith("…\n```");
        assertThat(block.replaceAll("&(?:amp|lt|gt);", "")).doesNotContain("&", "<", ">");
    }

    @Test
    void cuttingLeavesNoHalfOfAPairAndNoOpenBracket() {
        assertThat(Mrkdwn.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Mrkdwn.fit("see &amp; go", 7)).isEqualTo("see …");
        assertThat(Mrkdwn.fit("by <@U0ANN> now", 8)).isEqualTo("by …");
    }

    @Test
    void onlyAnIdIsAMention() {
        assertThat(Mrkdwn.user("U0ANN")).isEqualTo("<@U0ANN>");
        assertThat(Mrkdwn.user("U1> <!channel")).isEqualTo("`U1&gt; &lt;!channel`");
    }

    @Test
    void timesAreInEachReadersOwnZoneWithOneToFallBackOn() {
        assertThat(Mrkdwn.time(Instant.parse("2026-11-23T14:05:00Z"))).isEqualTo("<!date^1795442700^{time}|14:05 UTC>");
    }
}
