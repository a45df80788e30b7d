package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.Views;
import com.slack.api.util.json.GsonFactory;
import dev.sojourn.playground.slack.blocks.BlockRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is sent to Slack, as files under {@code src/test/resources/golden}: a change of what people see is a change of a file.
 * Written anew by {@code ./mvnw test -Dtest='BuildFormTest,HomeTabTest,NotePressesTest,ReplyGoldenTest' -Dwrite.pages=true}. Each is held against Slack's
 * rules, too, as the playground has them.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Gson GSON = GsonFactory.createSnakeCase();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    public static void assertHome(String name, List<LayoutBlock> blocks) {
        assertView(name, Views.view(view -> view.type("home").blocks(blocks)));
    }

    public static void assertView(String name, View view) {
        JsonNode sent = json(view);
        assertThat(BlockRules.ofView(sent, "/view")).isEmpty();
        assertFile(name, sent);
    }

    /** A message that is text alone. */
    public static void assertText(String name, String text) {
        assertFile(FOLDER.resolve(name + ".txt"), text + "\n");
    }

    public static JsonNode json(Object sent) {
        try {
            return JSON.readTree(GSON.toJson(sent));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void assertFile(String name, JsonNode sent) {
        assertFile(FOLDER.resolve("views").resolve(name + ".json"), sent.toPrettyString() + "\n");
    }

    private static void assertFile(Path file, String text) {
        try {
            if (Boolean.getBoolean("write.pages")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThat(file)
                .as("people would see something else; if that is meant, write it anew with -Dwrite.pages=true")
                .content()
                .isEqualTo(text);
    }
}
