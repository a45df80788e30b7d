package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command on one instance. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Invocation {
    final String instance;

    /** Not to be seen by readers before: SSM's own readers lag. */
    final Instant visibleAt;

    /** When the agent can have it at the earliest. */
    Instant deliverAt;

    /** Not delivered by then: it never runs. */
    final Instant deliverBy;

    InvocationStatus status = InvocationStatus.PENDING;

    /** Which of the ways of its status, as {@code DeliveryTimedOut}. */
    String detail = "Pending";

    int code = -1;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @JsonCreator
    Invocation(
            @JsonProperty("instance") String instance,
            @JsonProperty("visibleAt") Instant visibleAt,
            @JsonProperty("deliverAt") Instant deliverAt,
            @JsonProperty("deliverBy") Instant deliverBy) {
        this.instance = instance;
        this.visibleAt = visibleAt;
        this.deliverAt = deliverAt;
        this.deliverBy = deliverBy;
    }

    void end(InvocationStatus newStatus, String newDetail, int newCode, Instant now) {
        status = newStatus;
        detail = newDetail;
        code = newCode;
        endedAt = now;
    }

    boolean runs() {
        return status == InvocationStatus.IN_PROGRESS || status == InvocationStatus.CANCELLING;
    }
}
