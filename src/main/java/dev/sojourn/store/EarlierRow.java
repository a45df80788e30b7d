package dev.sojourn.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A job's row as an earlier version wrote it, in the form of today: jobs in flight survive an upgrade. */
final class EarlierRow {

    private EarlierRow() {}

    /** Whether the row is from before a passage's device names were a thing of their own. */
    static boolean isOne(String text) {
        return !text.contains("\"departures\"");
    }

    /** One attachment was remembered as leaving then, without its time: at the latest it was asked with the last act. */
    static JsonNode renewed(ObjectNode job) {
        ObjectNode passage = (ObjectNode) job.get("passage");
        ObjectNode names = passage.putObject("names");
        names.set("current", passage.path("device"));
        names.set("spent", passage.path("spentDevices"));
        ArrayNode departures = names.putArray("departures");
        if (passage.path("leaving") instanceof ObjectNode leaving) {
            departures.add(leaving.put("at", lastAsked(job, passage).toString()));
        }
        return job;
    }

    private static Instant lastAsked(ObjectNode job, ObjectNode passage) {
        Instant entered = Instant.parse(job.path("stepSince").asText());
        String asked = passage.path("lastAct").path("at").asText("");
        return asked.isEmpty() || Instant.parse(asked).isBefore(entered) ? entered : Instant.parse(asked);
    }
}
