package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to do while somebody holds the mount: wait quietly, then say so, then step back. Nobody's process is ever ended. */
final class Held {

    private Held() {}

    /** Seen at preflight, before any money is spent: the job waits at home. */
    static Decision atHome(
            Scene scene, GuestCall call, Map<String, String> values, List<Holder> holders, JsonNode told) {
        Instant since = scene.job().heldSince().orElse(scene.now());
        if (waited(scene, since).compareTo(scene.timing().holdersLimit()) > 0) {
            return Preflight.heldTooLong(scene, holders);
        }
        return note(scene, since, holders, told).orElseGet(() -> call.again(values));
    }

    /** Seen at unmount, with a builder already paid for: it is given up once patience is over. */
    static Decision atUnmount(
            Scene scene, GuestCall call, Map<String, String> values, List<Holder> holders, JsonNode told) {
        Instant since = scene.job().heldSince().orElse(scene.now());
        if (scene.longerThan(scene.timing().holdersPatience())) {
            return scene.home(
                    Homeward.Reason.HELD,
                    "The mount is held by " + words(holders)
                            + ": the builder is given up, and the job waits until it is free.");
        }
        return note(scene, since, holders, told).orElseGet(() -> call.again(values));
    }

    /** Writes down since when, and says it once the quiet time is over. */
    private static Optional<Decision> note(Scene scene, Instant since, List<Holder> holders, JsonNode told) {
        if (scene.job().heldSince().isEmpty()) {
            return Optional.of(scene.settle(draft -> draft.heldSince = Optional.of(scene.now())));
        }
        boolean said = scene.job().passage().trouble().isPresent();
        if (said || waited(scene, since).compareTo(scene.timing().holdersQuiet()) < 0) {
            return Optional.empty();
        }
        int count = Math.max(holders.size(), told.path("holder_count").asInt(holders.size()));
        return Optional.of(scene.settle(
                draft -> draft.passage = draft.passage.inTrouble("held by " + words(holders)),
                new Fact.Held(holders, count)));
    }

    private static Duration waited(Scene scene, Instant since) {
        return Duration.between(since, scene.now());
    }

    static String words(List<Holder> holders) {
        return String.join(", ", holders.stream().limit(4).map(Holder::words).toList());
    }
}
