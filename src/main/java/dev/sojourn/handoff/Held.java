package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do while somebody holds the mount: wait quietly, then ask them, then step back. Only what the configuration lets be
 * ended is ended unasked, and only once nobody else is there.
 */
final class Held {

    private Held() {}

    /** Seen at preflight, before any money is spent: the job waits at home. */
    static Decision atHome(Scene scene, GuestCall call, Map<String, String> values, JsonNode told) {
        Hold hold = now(scene, told);
        boolean leftAlone = hold.waitUntil().map(scene.now()::isBefore).orElse(false);
        if (!leftAlone && waited(scene, hold).compareTo(scene.timing().holdersLimit()) > 0) {
            return scene.home(
                    Homeward.Reason.STEP_FAILED,
                    "The mount has been held for too long by " + words(hold.holders()) + ". Close them and ask again.");
        }
        // At first it may be a `git status`; later on nobody gains by a look every few seconds.
        Duration pause = isQuiet(scene, hold)
                ? scene.timing().settle().plus(scene.timing().observeEvery())
                : scene.timing().holdersQuiet();
        return next(scene, hold).orElseGet(() -> call.again(values, pause));
    }

    /** Seen at unmount, with a builder already paid for: it is given up once patience is over. */
    static Decision atUnmount(Scene scene, GuestCall call, Map<String, String> values, JsonNode told) {
        Hold hold = now(scene, told);
        if (scene.longerThan(scene.timing().holdersPatience())) {
            return scene.home(
                    Homeward.Reason.HELD,
                    "The mount is held by " + words(hold.holders())
                            + ": the builder is given up, and the job waits until it is free.");
        }
        return next(scene, hold).orElseGet(() -> call.again(values));
    }

    /** Nobody holds it any more: said only where somebody had been asked. */
    static List<Fact> over(Job job) {
        return job.hold().filter(hold -> !hold.asked().isEmpty()).isPresent()
                ? List.of(new Fact.HeldNoMore())
                : List.of();
    }

    private static Hold now(Scene scene, JsonNode told) {
        List<Holder> holders = holders(told);
        int count = Math.max(holders.size(), told.path("holder_count").asInt(holders.size()));
        return scene.job()
                .hold()
                .map(hold -> hold.holding(holders, count))
                .orElseGet(() -> Hold.seen(scene.now(), holders, count));
    }

    /** What is to be written down or said before it is looked again; empty: nothing. */
    private static Optional<Decision> next(Scene scene, Hold hold) {
        if (scene.job().hold().isEmpty()) {
            return Optional.of(keep(scene, hold));
        }
        if (mayBeEndedUnasked(scene, hold)) {
            return Optional.of(keep(scene, hold.stopping(new Hold.StopOrder(Optional.empty(), hold.holders()))));
        }
        boolean quiet = isQuiet(scene, hold);
        boolean leftAlone = hold.waitUntil().map(scene.now()::isBefore).orElse(false);
        boolean timeIsUp = hold.waitUntil().isPresent() && !leftAlone;
        if (quiet || leftAlone || !(timeIsUp || hold.hasUnasked())) {
            return hold.equals(scene.job().hold().get()) ? Optional.empty() : Optional.of(keep(scene, hold));
        }
        return Optional.of(keep(scene, hold.allAsked(), new Fact.Held(hold.holders(), hold.count())));
    }

    private static Decision keep(Scene scene, Hold hold, Fact... facts) {
        return scene.settle(draft -> draft.hold = Optional.of(hold), facts);
    }

    private static boolean mayBeEndedUnasked(Scene scene, Hold hold) {
        List<String> restartable = scene.job().request().plan().volume().restartable();
        return !hold.triedStopping()
                && hold.count() == hold.holders().size()
                && hold.holders().stream()
                        .allMatch(holder -> holder.isProcess() && restartable.contains(holder.command()));
    }

    private static boolean isQuiet(Scene scene, Hold hold) {
        return waited(scene, hold).compareTo(scene.timing().holdersQuiet()) < 0;
    }

    private static Duration waited(Scene scene, Hold hold) {
        return Duration.between(hold.since(), scene.now());
    }

    static List<Holder> holders(JsonNode told) {
        List<Holder> holders = new ArrayList<>();
        told.path("holders")
                .forEach(one -> holders.add(new Holder(
                        one.path("pid").asInt(),
                        one.path("start").asLong(),
                        one.path("uid").asInt(),
                        one.path("user").asText(""),
                        one.path("comm").asText(""),
                        one.path("how").asText(""),
                        one.path("box").asText(""))));
        return List.copyOf(holders);
    }

    static String words(List<Holder> holders) {
        return String.join(", ", holders.stream().limit(4).map(Holder::words).toList());
    }
}
