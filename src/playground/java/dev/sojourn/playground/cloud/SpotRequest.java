package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A one-time spot request, fulfilled at once. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class SpotRequest {
    static final String FULFILLED = "fulfilled";
    static final String RECLAIMED = "instance-terminated-no-capacity";
    static final String BY_USER = "instance-terminated-by-user";

    final String id;
    final Instant createdAt;
    final Map<String, String> tags = new TreeMap<>();
    String state = "active";
    String code = FULFILLED;
    Instant updatedAt;

    /** When AWS takes the instance away; {@link Cloud#NEVER} while it does not. */
    Instant reclaimAt = Cloud.NEVER;

    @JsonCreator
    SpotRequest(@JsonProperty("id") String id, @JsonProperty("createdAt") Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    void become(String newState, String newCode, Instant now) {
        state = newState;
        code = newCode;
        updatedAt = now;
    }

    boolean isReclaimed() {
        return !reclaimAt.equals(Cloud.NEVER);
    }
}
