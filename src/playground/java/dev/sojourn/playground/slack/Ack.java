package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How a bot took an envelope.
 *
 * @param payload what it said with its acknowledgement, {@code {}} where nothing; null where none came within 3 s
 * @param ms from sending to the acknowledgement, or to the end of patience
 * @param delivered whether any connection was there to take it
 */
record Ack(@Nullable JsonNode payload, double ms, boolean delivered) {
    boolean isIn() {
        return payload != null;
    }
}
