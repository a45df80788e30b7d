package dev.sojourn.playground;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault rule as it travels in JSON. */
final class FaultRequest {
    private static final Set<String> KEYS = Set.of(
            "service", "action", "mode", "times", "after", "match", "code", "http_status", "delay_ms", "retry_after_s");

    private FaultRequest() {}

    /** Throws {@link IllegalArgumentException} where a key is unknown or a value cannot be. */
    static Fault read(@Nullable JsonObject body, String id) {
        if (body == null) {
            throw new IllegalArgumentException("a JSON object with service and mode is needed");
        }
        for (String key : body.fieldNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("no such key: " + key + "; known are " + KEYS);
            }
        }
        Map<String, String> match = new LinkedHashMap<>();
        body.getJsonObject("match", new JsonObject())
                .forEach(entry -> match.put(entry.getKey(), "" + entry.getValue()));
        return new Fault(
                id,
                required(body, "service"),
                body.getString("action", "*"),
                required(body, "mode"),
                body.getInteger("times", 1),
                body.getInteger("after", 0),
                match,
                body.getString("code"),
                body.getInteger("http_status"),
                body.getLong("delay_ms"),
                body.getInteger("retry_after_s"));
    }

    static JsonObject shown(Fault fault) {
        return new JsonObject()
                .put("id", fault.id())
                .put("service", fault.service())
                .put("action", fault.action())
                .put("mode", fault.mode())
                .put("times", fault.times())
                .put("after", fault.after())
                .put("match", new JsonObject(new LinkedHashMap<>(fault.match())))
                .put("code", fault.code())
                .put("http_status", fault.httpStatus())
                .put("delay_ms", fault.delayMs())
                .put("retry_after_s", fault.retryAfterS());
    }

    private static String required(JsonObject body, String key) {
        String value = body.getString(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }
}
