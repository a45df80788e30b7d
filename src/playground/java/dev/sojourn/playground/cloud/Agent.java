package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;

/** The SSM agent of one instance. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Agent {
    /** When it says its first word after a boot. */
    Instant due = Cloud.NEVER;

    /** Cut off from SSM until then; what it runs runs on. */
    Instant silentUntil = Instant.EPOCH;

    Instant lastPing = Instant.EPOCH;

    /** Has reached SSM at least once in this instance's life. */
    boolean registered;

    /** The agent works and reaches SSM now. */
    boolean talks(Instant now) {
        return !now.isBefore(due) && !now.isBefore(silentUntil);
    }

    /** SSM's word, which lags behind the truth: it waits before it believes that an agent is gone. */
    String pingStatus(Instant now, Duration patience) {
        return lastPing.plus(patience).isBefore(now) ? "ConnectionLost" : "Online";
    }

    void leave() {
        due = Cloud.NEVER;
    }
}
