package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What readers see of instances and volumes: for a moment after a change some of them still see the old world, as with
 * the real EC2's replicas. Used only under the cloud's lock.
 */
final class History {
    /** How many of the readers meet a replica that is behind. */
    private static final double BEHIND = 0.6;

    private final Map<String, Page> pages = new HashMap<>();
    private final Random random;

    History(Random random) {
        this.random = random;
    }

    /** The document becomes certain to be seen after {@code lag}. */
    void put(String id, ObjectNode document, Instant now, Duration lag) {
        Page last = pages.get(id);
        if (last != null && last.current.equals(document)) {
            return;
        }
        ObjectNode before = last == null ? null : now.isBefore(last.certainAt) ? last.before : last.current;
        pages.put(id, new Page(document, before, now.plus(lag)));
    }

    void remove(String id) {
        pages.remove(id);
    }

    /** What one reader sees; {@code stale} readers always see what was before the last change. */
    Optional<ObjectNode> see(String id, Instant now, boolean stale) {
        Page page = pages.get(id);
        if (page == null) {
            return Optional.empty();
        }
        boolean behind = stale || (now.isBefore(page.certainAt) && random.nextDouble() < BEHIND);
        return Optional.ofNullable(behind ? page.before : page.current).map(ObjectNode::deepCopy);
    }

    private record Page(ObjectNode current, @Nullable ObjectNode before, Instant certainAt) {}
}
