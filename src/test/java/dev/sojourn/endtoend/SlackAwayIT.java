package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slack is away, limits the bot, or wants it to connect anew: no click is lost, nothing is said twice, no volume waits. */
@Tag("faults")
class SlackAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** The longest pause between two tries, as it is configured here. */
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

    private static final long BETWEEN_CLICKS_MS = 30;

    private Stage stage;
    private Line line;
    private Bot bot;
    private Channel channel;
    private Faults faults;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.small(
                "slack-away", configuration -> configuration + "\nslack: {retry-first: 200ms, retry-longest: 1s}\n");
        // Only now it is known where the line has to lead to.
        stage.bot().stop();
        line = new Line(URI.create(stage.playground().url()));
        bot = stage.another("slack-away-behind-a-line", Map.of("SOJOURN_SLACK_API_URL", line.url() + "/api/"));
        bot.start();
        channel = stage.compilers();
        faults = stage.playground().faults();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        line.close();
    }

    @Test
    void aTripTakesNoLongerWhileSlackCannotBeReachedAndIsToldOnceAndInOrderAfterwards() throws Exception {
        // Slots and boot times are known from here on.
        trip(() -> {}).card().awaitEnd(Outcome.SUCCEEDED);
        Trip usual = trip(() -> {});
        usual.card().awaitEnd(Outcome.SUCCEEDED);

        Instant cut = Instant.now();
        Trip away = trip(() -> {
            line.cut();
            String close = faults.add(Map.of("service", "slack", "action", "connection", "mode", "close"));
            assertThat(faults.hits(close)).isEqualTo(1);
        });
        assertThat(away.card().lines()).noneMatch(text -> text.contains("home on"));
        await("an outage longer than every pause of the bot")
                .atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(cut.plus(LONGEST_RETRY.multipliedBy(5))));
        assertThat(bot.said("ailed to connect")).as("refused").isGreaterThan(3);
        line.mend();
        away.card().awaitEnd(Outcome.SUCCEEDED);

        System.out.printf(
                "from approval to home: %d ms with Slack, %d ms without%n",
                usual.took().toMillis(), away.took().toMillis());
        assertThat(away.took())
                .isLessThan(usual.took().multipliedBy(3).dividedBy(2).plusSeconds(2));
        assertThat(away.story()).isEqualTo(usual.story());
        assertThat(channel.roots()).hasSize(3);
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void inAStormOfRefusalsEveryRetryAfterIsObeyedAndNothingIsLostOrSaidTwice() throws Exception {
        trip(() -> {}).card().awaitEnd(Outcome.SUCCEEDED);
        Trip usual = trip(() -> {});
        usual.card().awaitEnd(Outcome.SUCCEEDED);

        List<String> storm = new ArrayList<>();
        Trip limited = trip(() -> {
            storm.add(faults.add(throttle("chat.postMessage", 8)));
            storm.add(faults.add(throttle("chat.update", 5)));
        });
        limited.card().awaitEnd(Outcome.SUCCEEDED);

        assertThat(storm.stream().map(faults::hits)).containsExactly(8, 5);
        assertThat(limited.story()).isEqualTo(usual.story());
        assertThat(limited.took())
                .isLessThan(usual.took().multipliedBy(3).dividedBy(2).plusSeconds(2));
        for (String rule : storm) {
            assertThat(tooEarly(rule))
                    .as("calls within the second of a Retry-After")
                    .isEmpty();
        }
    }

    @Test
    void noClickThatWasDeliveredIsLostWhileSlackHasTheBotConnectAnew() throws Exception {
        Card card = channel.ask(Person.ANN, "gated");
        card.awaitButton(Card.CANCEL);
        Message pressed = card.message();
        int known = channel.whispers(Person.OSCAR).size();

        List<String> refreshes = new ArrayList<>();
        ScheduledExecutorService people = Executors.newScheduledThreadPool(7);
        List<Future<Boolean>> clicks = new ArrayList<>();
        List<Future<String>> refreshing = new ArrayList<>();
        for (int n = 0; n < 90; n++) {
            long at = n * BETWEEN_CLICKS_MS;
            if (n % 30 == 10) {
                String kind = n < 60 ? "refresh_requested" : "warning";
                refreshing.add(people.schedule(() -> faults.add(disconnect(kind)), at, TimeUnit.MILLISECONDS));
            }
            Callable<Boolean> click = () ->
                    channel.tap(Person.OSCAR, pressed, Card.CANCEL).path("ack").isObject();
            clicks.add(people.schedule(click, at, TimeUnit.MILLISECONDS));
        }
        int acknowledged = 0;
        for (Future<Boolean> click : clicks) {
            acknowledged += click.get() ? 1 : 0;
        }
        for (Future<String> refresh : refreshing) {
            refreshes.add(refresh.get());
        }
        people.shutdown();

        assertThat(refreshes.stream().map(faults::hits)).containsExactly(1, 1, 1);
        assertThat(acknowledged).isEqualTo(90);
        await("each is answered").atMost(PATIENCE).until(() -> refusals(known) >= 90);
        card.press(Person.ANN, Card.CANCEL);
        card.awaitEnd(Outcome.CANCELLED);
        assertThat(refusals(known)).as("answers to 90 clicks").isEqualTo(90);
        assertThat(stage.playground().calls("apps.connections.open")).hasSizeGreaterThan(3);
    }

    private long refusals(int known) {
        return channel.whispers(Person.OSCAR).stream()
                .skip(known)
                .filter(text -> text.contains("may cancel this build"))
                .count();
    }

    /** One whole trip; something happens to Slack right after the approval was acknowledged. */
    private Trip trip(Happening happening) throws Exception {
        int builders = stage.cloud().builders().size();
        Card card = channel.ask(Person.ANN, "counted");
        card.awaitButton(Card.APPROVE);
        assertThat(channel.tap(Person.CLEO, card.message(), Card.APPROVE)
                        .path("ack")
                        .isObject())
                .isTrue();
        Instant approved = Instant.now();
        happening.run();
        await("the volume is home again")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    assertThat(stage.cloud().builders()).hasSizeGreaterThan(builders);
                    stage.cloud().assertHome("ann");
                });
        return new Trip(card, Duration.between(approved, Instant.now()));
    }

    /** Calls of the same method and channel that came before the time that a refusal by this rule had named. */
    private List<JsonNode> tooEarly(String rule) {
        List<JsonNode> early = new ArrayList<>();
        for (String method : List.of("chat.postMessage", "chat.update")) {
            Instant until = Instant.EPOCH;
            for (JsonNode call : stage.playground().calls(method)) {
                Instant at = Instant.parse(call.path("at").asText());
                if (at.isBefore(until)) {
                    early.add(call);
                }
                if (call.path("fault").asText("").equals(rule)) {
                    until = at.plusSeconds(1);
                }
            }
        }
        return early;
    }

    private static Map<String, Object> throttle(String method, int times) {
        return Map.of("service", "slack", "action", method, "mode", "throttle", "times", times, "retry_after_s", 1);
    }

    private static Map<String, Object> disconnect(String reason) {
        return Map.of("service", "slack", "action", "connection", "mode", "disconnect", "code", reason);
    }

    private interface Happening {
        void run() throws Exception;
    }

    /** @param took from the approval until the volume was home and the builder gone */
    private record Trip(Card card, Duration took) {

        /** Its lines without what differs from job to job. */
        List<String> story() {
            return card.lines().stream()
                    .map(text -> text.replaceAll("i-[0-9a-f]+", "i-").replaceAll("\\d+", "N"))
                    .toList();
        }
    }
}
