package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What goes wrong on demand. */
public final class Faults {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ControlApi api;

    Faults(ControlApi api) {
        this.api = api;
    }

    /** Adds a rule; answers its id. */
    public String add(Map<String, ?> rule) {
        return api.post("/playground/faults", rule).path("id").asText();
    }

    /** Waits until the rule holds a call. */
    public void awaitHeld(String rule) {
        await(rule + " holds a call").atMost(PATIENCE).until(() -> holds(rule));
    }

    /** Whether the rule holds a call now. */
    public boolean holds(String rule) {
        return StreamSupport.stream(api.get("/playground/faults").path("held").spliterator(), false)
                .map(held -> held.path("id").asText())
                .anyMatch(rule::equals);
    }

    /** How often the rule has struck. */
    public int hits(String rule) {
        return StreamSupport.stream(api.get("/playground/faults").path("rules").spliterator(), false)
                .filter(one -> one.path("id").asText().equals(rule))
                .mapToInt(one -> one.path("hits").asInt())
                .findFirst()
                .orElseThrow();
    }

    /** Whether this guest script was sent to the instance and the cloud has answered or lost the answer. */
    boolean wasSent(String script, String instance) {
        return StreamSupport.stream(api.get("/playground/traffic").spliterator(), false)
                .filter(call -> call.path("action").asText().equals("SendCommand"))
                .map(call -> call.path("parameters"))
                .filter(parameters -> parameters.path("InstanceIds").toString().contains(instance))
                .anyMatch(parameters -> parameters.path("Comment").asText().endsWith("-" + script));
    }

    /** Ends all rules, and lets go what they hold. */
    public void clear() {
        api.delete("/playground/faults");
    }

    /** The call that a rule struck, once it is over. */
    JsonNode struckBy(String rule) {
        return await("the call that " + rule + " struck")
                .atMost(PATIENCE)
                .until(
                        () -> StreamSupport.stream(
                                        api.get("/playground/traffic").spliterator(), false)
                                .filter(call -> call.path("fault").asText("").equals(rule))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
