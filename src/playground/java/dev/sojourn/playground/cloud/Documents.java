package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Pieces that EC2's documents share. */
final class Documents {
    static final String ACCOUNT = "123456789012";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Documents() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Adds {@code tagSet}. */
    static void tags(ObjectNode document, Map<String, String> tags) {
        ArrayNode set = document.putArray("tagSet");
        tags.forEach((key, value) -> set.addObject().put("key", key).put("value", value));
    }
}
