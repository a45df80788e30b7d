package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.SavedState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The world, its one lock, its clock, its dice, and how it is kept. Everything else here works on it. */
final class Cloud {
    /** Far away, and still a date that JSON can carry. */
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Kernel kernel;
    private final Clock clock;
    private final SavedState<JsonNode> saved;
    private final World world;
    private final Random random;
    private final Draws draws;
    private final History history;
    private final ReentrantLock lock = new ReentrantLock();

    /** Takes up what the folder has. */
    Cloud(Kernel kernel, Clock clock, boolean evenDraws) throws IOException {
        this.kernel = kernel;
        this.clock = clock;
        this.saved = new SavedState<>(kernel, "cloud", JsonNode.class);
        Optional<JsonNode> last = saved.load();
        this.world = last.isPresent() ? kernel.json().treeToValue(last.get(), World.class) : new World();
        world.starts++;
        this.random = new Random(kernel.seed() * 31 + world.starts);
        this.draws = new Draws(random, kernel.seed(), evenDraws);
        this.history = new History(random);
        world.instances.values().forEach(instance -> shown(instance, Duration.ZERO));
        world.volumes.values().forEach(volume -> shown(volume, Duration.ZERO));
    }

    Kernel kernel() {
        return kernel;
    }

    /** Only under the lock. */
    World world() {
        return world;
    }

    Random random() {
        return random;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The moment at which something is over that begins now. Only under the lock. */
    Instant after(Delay delay) {
        return now().plus(length(delay));
    }

    /** The same for something that one lane of a race waits for. Only under the lock. */
    Instant after(Delay delay, Instance instance, String lane) {
        return now().plus(kernel.pace().of(draws.of(delay, instance, lane, now())));
    }

    /** The same for a machine's own life. Only under the lock. */
    Instant after(Delay delay, Instance instance) {
        return after(delay, instance, instance.tags.getOrDefault(Draws.LANE, ""));
    }

    Duration length(Delay delay) {
        return kernel.pace().of(draws.of(delay));
    }

    Draws draws() {
        return draws;
    }

    /** Reads or changes the world; what changed reaches the disk soon. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    /** On disk before the caller answers. Not under the lock: others need not wait for the disk. */
    void flush() {
        saved.flush();
    }

    /** Says that the instance is not what it was. Only under the lock. */
    void changed(Instance instance) {
        shown(instance, length(Delay.EC2_LAG));
        touched();
    }

    /** Says that the volume, and so the instance that it is on, is not what it was. Only under the lock. */
    void changed(Volume volume) {
        shown(volume, length(Delay.EC2_LAG));
        touched();
    }

    /** Something changed that EC2's readers do not see. Only under the lock. */
    void touched() {
        saved.save(() -> locked(() -> kernel.json().<JsonNode>valueToTree(world)));
        kernel.live().changed("cloud");
    }

    /** What one reader of EC2 sees of an instance or a volume. Only under the lock. */
    Optional<ObjectNode> see(String id, boolean stale) {
        return history.see(id, now(), stale);
    }

    void forget(Instance instance) {
        world.instances.remove(instance.id);
        history.remove(instance.id);
        touched();
    }

    void forget(Volume volume) {
        world.volumes.remove(volume.id);
        history.remove(volume.id);
        touched();
    }

    /** Something happened that never should. Only under the lock. */
    void violation(String words) {
        if (world.violations.add(words)) {
            System.err.println("playground: VIOLATION: " + words);
            touched();
        }
    }

    private void shown(Instance instance, Duration lag) {
        history.put(instance.id, InstanceDocument.of(instance, world, kernel.json()), now(), lag);
    }

    private void shown(Volume volume, Duration lag) {
        history.put(volume.id, VolumeDocument.of(volume, kernel.json()), now(), lag);
        world.instances.values().forEach(instance -> shown(instance, lag));
    }
}
