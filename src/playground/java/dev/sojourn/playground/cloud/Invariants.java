package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What must hold whatever a bot, AWS or a person does; looked at all the time. Under the cloud's lock. */
final class Invariants {
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Cloud cloud;
    private final Machines machines;
    private final Mounts mounts = new Mounts();
    private final Set<String> terminatedAndDead = new HashSet<>();
    private Instant next = Instant.EPOCH;

    Invariants(Cloud cloud, Machines machines) {
        this.cloud = cloud;
        this.machines = machines;
    }

    /** Looks when it is time to. */
    void tick(Instant now) {
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            check();
        }
    }

    /** One look at everything. */
    void check() {
        Map<String, String> mountedOn = new LinkedHashMap<>();
        Map<String, String> builderOfJob = new HashMap<>();
        for (Instance instance : cloud.world().instances.values()) {
            for (String volume : mounts.of(machines.folder(instance.id).path())) {
                mounted(volume, instance, mountedOn);
            }
            oneBuilderPerJob(instance, builderOfJob);
            if (instance.state == InstanceState.TERMINATED) {
                dead(instance);
            }
        }
        for (Volume volume : cloud.world().volumes.values()) {
            sound(volume);
        }
        cloud.world().checked++;
    }

    private void mounted(String volume, Instance instance, Map<String, String> mountedOn) {
        String other = mountedOn.put(volume, instance.id);
        if (other != null) {
            cloud.violation("volume " + volume + " is mounted on " + other + " and on " + instance.id);
        }
        Volume known = cloud.world().volumes.get(volume);
        if (known == null || !known.isOn(instance.id)) {
            cloud.violation("volume " + volume + " is mounted on " + instance.id + " without being attached to it");
        }
    }

    /** One may be dying while the next one starts; two alive could both take the volume. */
    private void oneBuilderPerJob(Instance instance, Map<String, String> builderOfJob) {
        String job = instance.tags.get("sojourn:job");
        boolean alive = instance.state == InstanceState.PENDING || instance.state == InstanceState.RUNNING;
        if (job == null || !alive) {
            return;
        }
        String key = instance.tags.get("sojourn:installation") + " #" + job;
        String other = builderOfJob.put(key, instance.id);
        if (other != null) {
            cloud.violation("job " + key + " has two builders alive: " + other + " and " + instance.id);
        }
    }

    private void dead(Instance instance) {
        if (terminatedAndDead.contains(instance.id)) {
            return;
        }
        try {
            if (machines.machine().isAlive(machines.folder(instance.id).path())) {
                cloud.violation("instance " + instance.id + " is terminated and still runs");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        terminatedAndDead.add(instance.id);
    }

    private void sound(Volume volume) {
        if (!volume.root && !machines.volumes().exists(volume.id)) {
            cloud.violation("the bytes of volume " + volume.id + " are gone");
        }
        Attachment attachment = volume.attachment;
        if (attachment == null) {
            return;
        }
        Instance instance = cloud.world().instances.get(attachment.instance);
        if (instance == null || instance.state == InstanceState.TERMINATED) {
            cloud.violation("volume " + volume.id + " is attached to " + attachment.instance + ", which is gone");
        }
    }
}
