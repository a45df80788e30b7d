package dev.sojourn.llvm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What two people and the bot say to each other in the channel. */
final class Conversation {

    private static final String CHANNEL = "C0000COMPILE";
    private static final String ANN = "U0000000ANN";
    private static final String CLEO = "U000000CLEO";
    private static final Duration LOOK = Duration.ofMinutes(3);
    private static final Duration BUILD = Duration.ofMinutes(10);
    private static final Pattern ENDED = Pattern.compile("Job #\\d+, .*, (is done|failed|was cancelled)");
    private static final Pattern PLACES = Pattern.compile("\\*Build:\\* `([^`]+)` · \\*Log:\\* `([^`]+)`");

    private final Installation installation;

    Conversation(Installation installation) {
        this.installation = installation;
    }

    /** The end of a job, in the bot's words, and where it says that things are. */
    record End(String text, String buildFolder, String log) {

        /** The folder of what Sojourn keeps of this job. */
        String jobFolder() {
            return log.substring(0, log.lastIndexOf('/'));
        }
    }

    /** Ann asks for a build, Cleo approves it, and both wait until the job has ended. */
    End build(String ref) throws Exception {
        installation.post(
                "/playground/commands", Map.of("user", ANN, "channel", CHANNEL, "command", "/llvm-build", "text", ref));
        String card = awaitMessage(
                        "a card asks for approval of " + ref,
                        LOOK,
                        message -> text(message)
                                .matches("(?s)Build #\\d+ of `" + Pattern.quote(ref) + "`: waiting for approval.*"))
                .path("ts")
                .asText();
        installation.post(
                "/playground/actions",
                Map.of("user", CLEO, "channel", CHANNEL, "message_ts", card, "action_id", "sojourn-approve"));
        String end = text(awaitMessage(
                "the job of " + ref + " has ended",
                BUILD,
                message -> message.path("thread_ts").asText().equals(card)
                        && ENDED.matcher(text(message)).find()));
        Matcher places = PLACES.matcher(end);
        if (!places.find()) {
            throw new IllegalStateException("the job ended without a build: " + end);
        }
        return new End(end, places.group(1), places.group(2));
    }

    private JsonNode awaitMessage(String what, Duration patience, Predicate<JsonNode> wanted) {
        return await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> message(wanted), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> message(Predicate<JsonNode> wanted) throws Exception {
        JsonNode messages = installation.get("/playground/messages?channel=" + CHANNEL);
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(wanted)
                .findFirst();
    }

    private static String text(JsonNode message) {
        return message.path("text").asText();
    }
}
