package dev.sojourn.cloud;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An instance as EC2 describes it.
 *
 * @param devices device names that EC2 says are taken
 * @param spotRequest id of the spot request that it came from
 * @param stateReason EC2's code and words for its last change of state, for example {@code Server.SpotInstanceTermination}
 */
public record InstanceView(
        String id,
        State state,
        String type,
        String zone,
        String image,
        String subnet,
        Instant launchedAt,
        Map<String, String> tags,
        Set<String> devices,
        Optional<String> spotRequest,
        Optional<String> stateReason) {

    /** EC2's instance states. */
    public enum State {
        PENDING,
        RUNNING,
        STOPPING,
        STOPPED,
        SHUTTING_DOWN,
        TERMINATED;

        /** Nothing on it can run or write any more. */
        public boolean isPowerless() {
            return this == STOPPED || this == TERMINATED;
        }

        /** On its way to the end, or there. */
        public boolean isEnding() {
            return this == SHUTTING_DOWN || this == TERMINATED;
        }
    }
}
