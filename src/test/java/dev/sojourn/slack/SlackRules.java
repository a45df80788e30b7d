package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.Views;
import dev.sojourn.playground.slack.blocks.BlockRules;
import dev.sojourn.playground.slack.blocks.Surface;
import dev.sojourn.playground.slack.blocks.Violation;
import dev.sojourn.slack.workspace.Content;
import java.util.List;
import java.util.regex.Pattern;

/** What Slack makes of a message: whether it takes it, and whom or what it would call, link or show broken. */
public final class SlackRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What our own words may have between angle brackets: people of the sample, its channel, times, and its links. */
    private static final Pattern OURS = Pattern.compile("<@U0(?:ANN|BOB)>|<#C0BUILDS>"
            + "|<!date\\^[0-9]+\\^\\{[a-z_]+\\}(?: \\{time\\})?\\|[^<>|&]*>"
            + "|<https://example\\.slack\\.com/[A-Za-z0-9/.]*\\|[^<>|&]*>");

    private static final Pattern BROKEN = Pattern.compile("[<>]|&(?!(?:amp|lt|gt);)");

    /** Controls and what turns the direction of text; the two joiners that break a call or a fence are our own. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\p{Cf}&&[^\\u200b\\u2060]]|[\\u2028\\u2029]");

    private static final int LONGEST_TEXT = 4000;

    private SlackRules() {}

    public static void assertKept(Content content) {
        assertText(content.text(), LONGEST_TEXT);
        if (!content.blocks().isEmpty()) {
            JsonNode blocks = json(content);
            assertThat(BlockRules.ofBlocks(blocks, Surface.MESSAGE, "/blocks"))
                    .extracting(Violation::line)
                    .isEmpty();
            assertMrkdwn(blocks);
        }
    }

    public static void assertHome(List<LayoutBlock> blocks) {
        JsonNode view = Golden.json(Views.view(home -> home.type("home").blocks(blocks)));
        assertThat(BlockRules.ofView(view, "/view")).extracting(Violation::line).isEmpty();
        assertMrkdwn(view);
    }

    /** Finished text of a message. */
    public static void assertText(String text, int most) {
        assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(most);
        assertHarmless(text);
    }

    private static void assertMrkdwn(JsonNode node) {
        if (node.path("type").asText().equals("mrkdwn")) {
            assertHarmless(node.path("text").asText());
        }
        node.forEach(SlackRules::assertMrkdwn);
    }

    private static void assertHarmless(String text) {
        String others = OURS.matcher(text).replaceAll("");
        assertThat(BROKEN.matcher(others).find())
                .as("a call, a link or a broken entity in: %s", text)
                .isFalse();
        assertThat(HIDDEN.matcher(others).find())
                .as("something hidden in: %s", text)
                .isFalse();
        assertThat((text.length() - text.replace("```", "").length()) / 3 % 2)
                .as("an open fence in: %s", text)
                .isZero();
    }

    private static JsonNode json(Content content) {
        try {
            return JSON.readTree(BlockLimits.json(content.blocks()));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
