package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The critical path of one round's draws if every change were seen at once, with one round trip to a machine for each thing that
 * only a machine can tell: that the volume may travel, its mount, the build's start; the build's end, the unmount, the mount.
 */
final class Limit {

    /** A command's way to the agent, mean of the playground's range of 0.3 to 1.2 s; the scripts themselves take no time here. */
    static final double ROUND_TRIP = 0.75;

    private final Map<String, Double> seconds = new HashMap<>();

    /** @param lanes the volume's and the builders' */
    private Limit(List<JsonNode> draws, List<String> lanes, int round) {
        draws.stream()
                .filter(draw -> draw.path("n").asInt() == round
                        && lanes.contains(draw.path("lane").asText()))
                .forEach(draw -> seconds.put(
                        draw.path("delay").asText() + " " + draw.path("role").asText(),
                        draw.path("ms").asDouble() / 1000));
    }

    static Trip of(List<JsonNode> draws, List<String> lanes, int round) {
        return new Limit(draws, lanes, round).trip();
    }

    /** What both have drawn in a round, so that it can be compared. */
    static Map<String, Double> drawn(List<JsonNode> draws, List<String> lanes, int round) {
        return Map.copyOf(new Limit(draws, lanes, round).seconds);
    }

    private Trip trip() {
        double running = get("LAUNCH builder");
        double online = running + get("AGENT builder");
        double attached = Math.max(running, ROUND_TRIP + get("DETACH host")) + get("ATTACH builder");
        double out = ROUND_TRIP + Math.max(online, attached) + 2 * ROUND_TRIP;
        double home = 2 * ROUND_TRIP + get("DETACH builder") + get("ATTACH host") + ROUND_TRIP;
        double away = get("DETACH host") + get("ATTACH builder") + 2 * ROUND_TRIP + home;
        double billed = Math.max(online, attached) - running + 2 * ROUND_TRIP + 2 * ROUND_TRIP + get("DETACH builder");
        return new Trip(out, home, away, billed, Double.NaN);
    }

    private double get(String what) {
        return seconds.getOrDefault(what, Double.NaN);
    }
}
