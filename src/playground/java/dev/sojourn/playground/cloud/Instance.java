package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One virtual machine. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Instance {
    final String id;
    final Launch launch;
    final String rootVolume;
    final Map<String, String> tags = new TreeMap<>();
    final Agent agent = new Agent();

    /** Device names that a forced detach has made unusable until the next boot. */
    final Set<String> burntDevices = new TreeSet<>();

    InstanceState state = InstanceState.PENDING;

    /** When the present state ends by itself, or {@link Cloud#NEVER}. */
    Instant due = Cloud.NEVER;

    Instant since;

    /** When its seconds began to cost money. */
    @Nullable
    Instant runningSince;

    @Nullable
    Reason reason;

    @Nullable
    SpotRequest spot;

    /** Named by {@code SOJOURN_BOOT_ID}: machines here share one kernel and so one real boot id. */
    String bootId = "";

    boolean terminateOnShutdown;
    boolean protectedFromTermination;

    /** Power is cut without asking the guest. */
    boolean abrupt;

    /** The machine has ended; only the state's time is still to pass. */
    boolean machineDown;

    boolean rebooting;
    double usdBefore;

    @JsonCreator
    Instance(
            @JsonProperty("id") String id,
            @JsonProperty("launch") Launch launch,
            @JsonProperty("rootVolume") String rootVolume) {
        this.id = id;
        this.launch = launch;
        this.rootVolume = rootVolume;
        this.since = launch.at();
    }

    /** {@code host} or {@code builder}, as tagged; empty where it is not. */
    String role() {
        return tags.getOrDefault("sojourn:role", "");
    }

    boolean isRunning() {
        return state == InstanceState.RUNNING;
    }

    /** What it has cost up to {@code now}, by the second. */
    double usd(Instant now, double usdPerHour) {
        Instant from = runningSince;
        double current = from == null ? 0 : Math.max(0, now.toEpochMilli() - from.toEpochMilli()) / 3_600_000.0;
        return usdBefore + current * usdPerHour;
    }
}
