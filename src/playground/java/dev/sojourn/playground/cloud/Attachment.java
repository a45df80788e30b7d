package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** Where a volume is. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Attachment {
    final String instance;
    final String device;
    final Instant since;
    AttachmentState state;

    /** When the present state ends by itself, or {@link Cloud#NEVER} where it is stuck or settled. */
    Instant due = Cloud.NEVER;

    /** The guest has seen the disk. */
    boolean arrived;

    boolean deleteOnTermination;

    /** Detach at once, whatever the guest does with it. */
    boolean forced;

    @JsonCreator
    Attachment(
            @JsonProperty("instance") String instance,
            @JsonProperty("device") String device,
            @JsonProperty("since") Instant since,
            @JsonProperty("state") AttachmentState state) {
        this.instance = instance;
        this.device = device;
        this.since = since;
        this.state = state;
    }
}
