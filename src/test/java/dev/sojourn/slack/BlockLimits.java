package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import dev.sojourn.slack.workspace.Content;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slack's sizes of messages, held against what is really sent. */
public final class BlockLimits {

    private static final Gson GSON = GsonFactory.createSnakeCase();

    private BlockLimits() {}

    public static String json(List<LayoutBlock> blocks) {
        return GSON.toJson(blocks);
    }

    /** @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</a> */
    public static void assertKept(Content content) {
        assertThat(content.text()).isNotBlank().hasSizeLessThanOrEqualTo(4000);
        assertKept(content.blocks(), 50);
    }

    public static void assertKept(List<LayoutBlock> blocks, int most) {
        assertThat(blocks).hasSizeLessThanOrEqualTo(most);
        Set<String> ids = new HashSet<>();
        for (JsonElement one : GSON.toJsonTree(blocks).getAsJsonArray()) {
            JsonObject block = one.getAsJsonObject();
            if (block.has("block_id")) {
                assertThat(ids.add(block.get("block_id").getAsString())).isTrue();
            }
            switch (block.get("type").getAsString()) {
                case "header" -> assertText(block.getAsJsonObject("text"), 150);
                case "section" -> assertSection(block);
                case "actions" -> assertButtons(block.getAsJsonArray("elements"));
                case "input" -> assertText(block.getAsJsonObject("label"), 2000);
                case "context" ->
                    assertThat(block.getAsJsonArray("elements").size()).isBetween(1, 10);
                default -> assertThat(block.get("type").getAsString()).isEqualTo("divider");
            }
        }
    }

    private static void assertSection(JsonObject block) {
        if (block.has("text")) {
            assertText(block.getAsJsonObject("text"), 3000);
        }
        if (block.has("fields")) {
            assertThat(block.getAsJsonArray("fields").size()).isBetween(1, 10);
            block.getAsJsonArray("fields").forEach(field -> assertText(field.getAsJsonObject(), 2000));
        }
    }

    private static void assertButtons(JsonArray buttons) {
        assertThat(buttons.size()).isBetween(1, 25);
        for (JsonElement one : buttons) {
            JsonObject button = one.getAsJsonObject();
            assertText(button.getAsJsonObject("text"), 75);
            assertThat(button.get("accessibility_label").getAsString()).hasSizeBetween(1, 75);
            assertThat(button.get("value").getAsString()).hasSizeBetween(1, 2000);
            if (button.has("confirm")) {
                JsonObject confirm = button.getAsJsonObject("confirm");
                assertText(confirm.getAsJsonObject("title"), 100);
                assertText(confirm.getAsJsonObject("text"), 300);
                assertText(confirm.getAsJsonObject("confirm"), 30);
                assertText(confirm.getAsJsonObject("deny"), 30);
            }
        }
    }

    private static void assertText(JsonObject text, int most) {
        assertThat(text.get("text").getAsString()).hasSizeBetween(1, most);
    }
}
