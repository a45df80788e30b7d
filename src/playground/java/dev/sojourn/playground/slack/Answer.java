package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over HTTP.
 *
 * @param retryAfter seconds, with status 429
 */
record Answer(int status, JsonNode body, @Nullable Integer retryAfter) {
    static Answer ok(JsonNode body) {
        return new Answer(200, body, null);
    }
}
