package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack and telephones do to a line does not change what it says. */
class CommandParserForgivenessTest {

    private static final String TYPED = "main --volume ann --on c7i.16xlarge --spot";

    private final CommandParser parser = new CommandParser("/build");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main —volume ann —on c7i.16xlarge —spot",
                "main –volume ann –on c7i.16xlarge –spot",
                "main -—volume ann ——on c7i.16xlarge ―spot",
                "main\u00A0--volume\u2009ann\u3000--on c7i.16xlarge\t--spot\n",
                "\uFEFFma\u200Bin --vol\u00ADume ann --on c7i.16xlarge --spot\u200F",
                "main --volume “ann” --on ‘c7i.16xlarge’ --spot",
                "main --volume=\"ann\" --on='c7i.16xlarge' --spot",
                "main --volume ann --on <http://c7i.16xlarge|c7i.16xlarge> --spot",
                "<http://main|main> --volume <mailto:ann|ann> --on <c7i.16xlarge> --spot",
                "main ‑‑volume ann −−on c7i.16xlarge --Spot",
            })
    void isReadAsItWasTyped(String dressed) {
        assertThat(parser.parse(dressed)).isEqualTo(parser.parse(TYPED)).isInstanceOf(Parsed.Understood.class);
    }

    @Test
    void aChannelsLinkIsTakenForTheNumberThatWasTyped() {
        assertThat(parser.parse("cancel <#C012345|12>")).isEqualTo(parser.parse("cancel #12"));
    }

    @Test
    void anEntityIsUnescapedOnceAndNotTwice() {
        assertThat(what("a&amp;lt;b")).contains("a&lt;b");
        assertThat(what("&lt;http://x|main&gt;")).contains("<http://x|main>");
    }

    @Test
    void aLongDashInsideAWordIsNotGuessedAt() {
        assertThat(what("release—19")).contains("`—` may not be in it");
    }

    @Test
    void lettersAndTheirAccentsAreComposedBeforeTheyAreLookedAt() {
        assertThat(what("cafe\u0301")).contains("`é` may not be in it");
    }

    private String what(String text) {
        return ((Parsed.NotUnderstood) parser.parse(text)).what();
    }
}
