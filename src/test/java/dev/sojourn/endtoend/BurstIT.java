package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many people at once: 200 commands and 500 clicks within 10 seconds. */
@Tag("faults")
class BurstIT {

    private static final int COMMANDS = 200;
    private static final int CLICKS = 500;
    private static final long WITHIN_MS = 10_000;
    private static final double SLACK_WAITS_MS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final String ACCEPTED = "(?s).*Job #(\\d+) is accepted.*";

    @Test
    void everyOneIsAcknowledgedInTimeAndAnsweredOnceAndNothingIsLostOrDoubled() throws Exception {
        try (Stage stage = Stage.small("burst")) {
            Channel channel = stage.compilers();
            Card card = channel.ask(Person.BEN, "gated");
            card.awaitButton(Card.APPROVE);
            Message pressed = card.message();

            List<JsonNode> answers = burst(stage, pressed);

            List<Double> waits = answers.stream()
                    .map(answer -> answer.path("ack_ms").asDouble())
                    .sorted()
                    .toList();
            System.out.printf(
                    "acknowledgements=%d p50=%.0f ms p99=%.0f ms max=%.0f ms%n",
                    waits.size(),
                    waits.get(waits.size() / 2),
                    waits.get(waits.size() * 99 / 100),
                    waits.get(waits.size() - 1));
            assertThat(answers)
                    .hasSize(COMMANDS + CLICKS)
                    .allSatisfy(
                            answer -> assertThat(answer.path("ack").isObject()).isTrue());
            assertThat(waits).allMatch(wait -> wait < SLACK_WAITS_MS);

            await("everyone is answered").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(count(channel, Person.OSCAR, "may cancel this build"))
                        .isEqualTo(CLICKS - 1);
                assertThat(finals(channel)).hasSize(COMMANDS);
            });
            card.awaitText("building");
            card.press(Person.BEN, Card.CANCEL);
            card.awaitEnd(Outcome.CANCELLED);

            assertThat(count(channel, Person.OSCAR, "may cancel this build")).isEqualTo(CLICKS - 1);
            assertThat(count(channel, Person.CLEO, "is approved")).isEqualTo(1);
            assertThat(card.lines()).doesNotHaveDuplicates();
            assertThat(finals(channel)).hasSize(COMMANDS);
            assertThat(finals(channel)).noneMatch(text -> text.contains("not taken"));
            List<String> accepted = finals(channel).stream()
                    .filter(text -> text.matches(ACCEPTED))
                    .map(text -> text.replaceAll(ACCEPTED, "$1"))
                    .toList();
            System.out.printf("of %d commands %d began a job%n", COMMANDS, accepted.size());
            assertThat(accepted).isNotEmpty().doesNotHaveDuplicates();
            assertThat(counted(stage, "SELECT COUNT(*) FROM job")).isEqualTo(accepted.size() + 1);
            await("nothing is left to be dealt with")
                    .atMost(PATIENCE)
                    .until(() -> counted(stage, "SELECT COUNT(*) FROM accepted WHERE done_at IS NULL") == 0);
            assertThat(stage.playground().violations()).isEmpty();
        }
    }

    /** What Slack says to each, in no order. */
    private static List<JsonNode> burst(Stage stage, Message card) throws Exception {
        ControlApi api = stage.playground().api();
        ScheduledExecutorService people = Executors.newScheduledThreadPool(64);
        List<ScheduledFuture<JsonNode>> all = new ArrayList<>();
        for (int n = 0; n < COMMANDS; n++) {
            String text = n % 2 == 0 ? "main" : "main --dry-run";
            all.add(people.schedule(command(api, text), n * WITHIN_MS / COMMANDS, TimeUnit.MILLISECONDS));
        }
        for (int n = 0; n < CLICKS; n++) {
            Callable<JsonNode> click = n == CLICKS / 2
                    ? click(api, Person.CLEO, card, Card.APPROVE)
                    : click(api, Person.OSCAR, card, Card.CANCEL);
            all.add(people.schedule(click, n * WITHIN_MS / CLICKS, TimeUnit.MILLISECONDS));
        }
        List<JsonNode> answers = new ArrayList<>();
        for (ScheduledFuture<JsonNode> one : all) {
            answers.add(one.get());
        }
        people.shutdown();
        return answers;
    }

    private static Callable<JsonNode> command(ControlApi api, String text) {
        return () -> api.post(
                "/playground/commands",
                Map.of("user", Person.ANN.id(), "channel", Channel.COMPILERS, "command", "/llvm-build", "text", text));
    }

    private static Callable<JsonNode> click(ControlApi api, Person person, Message card, String button) {
        return () -> api.post(
                "/playground/actions",
                Map.of(
                        "user",
                        person.id(),
                        "channel",
                        Channel.COMPILERS,
                        "message_ts",
                        card.ts(),
                        "action_id",
                        button));
    }

    private static long count(Channel channel, Person person, String words) {
        return channel.whispers(person).stream()
                .filter(text -> text.contains(words))
                .count();
    }

    /** What Ann was told in the end of each of her commands. */
    private static List<String> finals(Channel channel) {
        return channel.whispers(Person.ANN).stream()
                .filter(text -> !text.startsWith("Looking at"))
                .toList();
    }

    private static int counted(Stage stage, String query) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:sqlite:" + stage.bot().data().resolve("sojourn.db"));
                ResultSet rows = database.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
