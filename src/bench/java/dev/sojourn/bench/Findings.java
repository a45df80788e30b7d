package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the time of a race went: how long the bot was in each step, and which calls each runner made. */
final class Findings {

    private static final Path CALLS = Path.of("target", "bench", "race-calls.tsv");

    private Findings() {}

    static void print(List<String> lanes, List<JsonNode> traffic, @Nullable BotDatabase database, int rounds)
            throws IOException {
        if (database != null) {
            steps(database);
        }
        Map<String, Map<String, Integer>> counted = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (JsonNode call : traffic) {
            String client = call.path("client").asText();
            if (lanes.contains(client)) {
                counted.computeIfAbsent(call.path("action").asText(), none -> new LinkedHashMap<>())
                        .merge(client, 1, Integer::sum);
                lines.add(String.join(
                        "\t",
                        client,
                        call.path("at").asText(),
                        call.path("action").asText(),
                        call.path("status").asText(),
                        call.path("ms").asText(),
                        brief(call)));
            }
        }
        Files.write(CALLS, lines);
        List<String> heads = new ArrayList<>(List.of("call"));
        heads.addAll(lanes);
        Table table = new Table("Calls of " + rounds + " rounds", heads.toArray(String[]::new));
        counted.forEach((action, by) -> {
            List<Object> row = new ArrayList<>(List.of(action));
            lanes.forEach(lane -> row.add(by.getOrDefault(lane, 0)));
            table.row(row.toArray());
        });
        table.print();
    }

    private static String brief(JsonNode call) {
        return call.path("parameters")
                .path("Comment")
                .asText(call.path("parameters").path("CommandId").asText(""));
    }

    private static void steps(BotDatabase database) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Samples> steps = new LinkedHashMap<>();
        for (String body : database.texts("SELECT body FROM job_event ORDER BY job, sequence")) {
            JsonNode fact = json.readTree(body).path("fact");
            if (fact.path("fact").asText().equals("StepDone")) {
                JsonNode took = fact.path("took");
                double seconds = took.isNumber()
                        ? took.asDouble()
                        : Duration.parse(took.asText()).toMillis() / 1000.0;
                steps.computeIfAbsent(fact.path("step").asText(), none -> new Samples())
                        .add(seconds);
            }
        }
        Table table = new Table("The bot's steps, seconds", "step", "times", "mean", "max");
        steps.forEach((step, samples) -> table.row(step, samples.count(), samples.mean(), samples.max()));
        table.print();
    }
}
