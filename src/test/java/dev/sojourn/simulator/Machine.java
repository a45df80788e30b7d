package dev.sojourn.simulator;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.InstanceView.State;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An instance: what EC2 knows of it, and the system that runs on it. */
final class Machine {

    /** What EC2 was asked for when it was launched. */
    record Order(String type, boolean spot, Map<String, String> tags, String image) {}

    final String id;
    final Order order;
    final boolean isHost;
    final long launched;
    final Guest guest;
    final Past<InstanceView> seen;
    /** The status of its spot request. */
    final Past<String> spot;
    /** Device names that EC2 says are taken. */
    final Set<String> devices = new LinkedHashSet<>(Set.of("/dev/xvda"));
    /** Names that were used since the last boot: using one again may hang. */
    final Set<String> usedDevices = new LinkedHashSet<>();

    State state;
    Optional<String> reason = Optional.empty();
    long ended = Long.MAX_VALUE;
    /** When it began to end: from then on it is not paid for. */
    long endingSince = Long.MAX_VALUE;
    /** When something went wrong with it last, so that the bot may doubt that it answers. */
    long troubled = Long.MIN_VALUE / 2;
    /** It, or its disk, was taken away by others than the bot. */
    boolean wronged;
    /** When the bot renewed its lease last. */
    long heard;

    Machine(String id, Order order, boolean isHost, State state, long now) {
        this.id = id;
        this.order = order;
        this.isHost = isHost;
        this.state = state;
        this.launched = now;
        this.heard = now;
        this.guest = new Guest(this, now);
        this.seen = new Past<>(view(), now);
        this.spot = new Past<>("fulfilled", now);
    }

    void become(State next, long now) {
        state = next;
        if (isEnding()) {
            endingSince = Math.min(endingSince, now);
        }
        changed(now);
    }

    void changed(long now) {
        seen.becomes(view(), now);
    }

    private InstanceView view() {
        return new InstanceView(
                id,
                state,
                order.type(),
                World.ZONE,
                order.image(),
                "subnet-1",
                Instant.ofEpochMilli(launched),
                order.tags(),
                Set.copyOf(devices),
                order.spot() ? Optional.of(spotRequest()) : Optional.empty(),
                reason);
    }

    String spotRequest() {
        return "sir-" + id.substring(2);
    }

    long job() {
        return Long.parseLong(order.tags().getOrDefault("sojourn:job", "0"));
    }

    int attempt() {
        return Integer.parseInt(order.tags().getOrDefault("sojourn:attempt", "0"));
    }

    boolean isAlive() {
        return state != State.TERMINATED;
    }

    boolean isEnding() {
        return state.isEnding();
    }

    /** Whether something on it could write to a disk. */
    boolean mayWrite() {
        return guest.up && (state == State.RUNNING || state == State.SHUTTING_DOWN || state == State.STOPPING);
    }

    @Override
    public String toString() {
        return (isHost ? "host " : "builder ") + id;
    }
}
