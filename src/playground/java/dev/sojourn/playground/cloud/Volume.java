package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One EBS volume. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Volume {
    final String id;
    final String zone;
    final int gib;
    final Instant createdAt;

    /** An instance's root disk: known to EC2, without bytes here. */
    final boolean root;

    final Map<String, String> tags = new TreeMap<>();

    @Nullable
    Attachment attachment;

    @JsonCreator
    Volume(
            @JsonProperty("id") String id,
            @JsonProperty("zone") String zone,
            @JsonProperty("gib") int gib,
            @JsonProperty("createdAt") Instant createdAt,
            @JsonProperty("root") boolean root) {
        this.id = id;
        this.zone = zone;
        this.gib = gib;
        this.createdAt = createdAt;
        this.root = root;
    }

    /** What the disk itself says: the id without its dash. */
    String serial() {
        return id.replace("-", "");
    }

    /** Of its filesystem; the same for ever. */
    String uuid() {
        return uuidOf(id);
    }

    static String uuidOf(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    String state() {
        return attachment == null ? "available" : "in-use";
    }

    boolean isOn(String instance) {
        Attachment present = attachment;
        return present != null && present.instance.equals(instance);
    }

    /** The guest can see the disk: until it has really left. */
    boolean isSeenBy(String instance) {
        Attachment present = attachment;
        return present != null && present.instance.equals(instance) && present.arrived;
    }
}
