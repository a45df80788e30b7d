package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every place of one job that went well: each call that changes something or tells somebody, and each commit. */
final class Recording {

    private static final Pattern READS = Pattern.compile("(Describe|List|Get).*");

    /** What is unique in the name of an operation or of a round that looks. */
    private static final Pattern OPERATION = Pattern.compile("j\\d+-[0-9a-z]+-\\d+-(.*)");

    private static final Pattern ROUND = Pattern.compile("(.*)-\\d+");

    private static final int LIMITED = 429;

    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    private Recording() {}

    /**
     * Reads what was written down during the job.
     *
     * @param traffic the calls, oldest first
     * @param commits the tables that each commit wrote, oldest first
     */
    static List<Place> of(List<JsonNode> traffic, List<String> commits) {
        Recording recording = new Recording();
        traffic.stream().filter(Recording::isOfInterest).forEach(recording::add);
        commits.forEach(recording::add);
        return List.copyOf(recording.places);
    }

    /** What two jobs have in common: how often progress is asked for and shown is a matter of chance. */
    static List<Place> common(List<Place> one, List<Place> other) {
        Set<Place> both = new LinkedHashSet<>(one);
        both.retainAll(new LinkedHashSet<>(other));
        return List.copyOf(both);
    }

    private static boolean isOfInterest(JsonNode entry) {
        boolean reads = !entry.path("service").asText().equals("slack")
                && READS.matcher(entry.path("action").asText()).matches();
        return entry.path("direction").asText().equals("in") && !reads;
    }

    private void add(JsonNode entry) {
        String service = entry.path("service").asText();
        String action = entry.path("action").asText();
        String comment = comment(entry.path("parameters").path("Comment").asText(""));
        int occurrence = count(service + action + comment);
        // One that Slack would have refused anyway is counted, since a rule counts it, but is no place.
        if (entry.path("status").asInt() != LIMITED) {
            places.add(new Place.Call(service, action, comment, occurrence));
        }
    }

    private void add(String tables) {
        places.add(new Place.Commit(tables, count(tables)));
    }

    private int count(String kind) {
        return seen.merge(kind, 1, Integer::sum);
    }

    private static String comment(String told) {
        Matcher operation = OPERATION.matcher(told);
        Matcher round = ROUND.matcher(told);
        return operation.matches() ? "*-" + operation.group(1) : round.matches() ? round.group(1) + "-*" : told;
    }
}
