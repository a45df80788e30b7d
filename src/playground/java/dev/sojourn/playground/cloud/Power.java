package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Boots and ends the machines behind the instances, as their states ask for. */
final class Power {
    private final Cloud cloud;
    private final Machines machines;
    private final Instances instances;
    private final Volumes volumes;

    Power(Cloud cloud, Machines machines, Instances instances, Volumes volumes) {
        this.cloud = cloud;
        this.machines = machines;
        this.instances = instances;
        this.volumes = volumes;
    }

    /** Takes over the machines that outlived the last playground; boots those that did not. Before the first tick. */
    void adopt() throws IOException {
        for (Instance instance : running()) {
            boolean alive =
                    machines.machine().isAlive(machines.folder(instance.id).path());
            if (!alive) {
                boot(instance);
            }
            cloud.locked(() -> {
                instance.agent.due = alive ? instance.agent.due : cloud.now();
                instance.agent.registered = true;
                instance.agent.lastPing = cloud.now();
            });
        }
    }

    /** The playground goes: its machines are shut down, and boot again with the next one. */
    void shutDownAll() {
        for (Instance instance : running()) {
            machines.begin(instance.id, () -> {
                machines.machine().shutdown(machines.folder(instance.id).path());
                machines.machine().kill(machines.folder(instance.id).path());
            });
        }
    }

    private List<Instance> running() {
        return cloud.locked(() -> cloud.world().instances.values().stream()
                .filter(Instance::isRunning)
                .toList());
    }

    /** One look at one instance. Under the cloud's lock. */
    void tick(Instance instance, Instant now) {
        if (machines.isBusy(instance.id)) {
            return;
        }
        switch (instance.state) {
            case PENDING -> {
                if (!now.isBefore(instance.due)) {
                    launched(instance);
                }
            }
            case RUNNING -> running(instance);
            case SHUTTING_DOWN, STOPPING -> ending(instance, now);
            case TERMINATED -> {
                if (!now.isBefore(instance.due)) {
                    cloud.forget(instance);
                }
            }
            case STOPPED -> {}
        }
    }

    private void launched(Instance instance) {
        Reason reason = instance.reason;
        if (reason != null) {
            instances.cutPower(instance, reason);
            return;
        }
        machines.begin(instance.id, () -> boot(instance));
    }

    private void running(Instance instance) {
        if (instance.rebooting) {
            machines.begin(instance.id, () -> {
                machines.machine().shutdown(machines.folder(instance.id).path());
                boot(instance);
            });
        } else if (machines.folder(instance.id).tookShutdownRequest()) {
            if (instance.terminateOnShutdown || instance.spot != null) {
                instances.terminate(instance, Reason.GUEST, false);
            } else {
                instances.stop(instance, Reason.GUEST);
            }
        }
    }

    private void ending(Instance instance, Instant now) {
        if (!instance.machineDown) {
            machines.begin(instance.id, () -> end(instance));
        } else if (!now.isBefore(instance.due)) {
            boolean stopped = instance.state == InstanceState.STOPPING;
            instance.state = stopped ? InstanceState.STOPPED : InstanceState.TERMINATED;
            instance.due = stopped ? Cloud.NEVER : cloud.after(Delay.TERMINATED_SHOWN);
            instance.burntDevices.clear();
            if (!stopped) {
                volumes.release(instance);
            }
            cloud.changed(instance);
        }
    }

    private void boot(Instance instance) throws IOException {
        InstanceFolder folder = machines.folder(instance.id);
        String bootId = cloud.locked(() -> {
            instance.bootId = UUID.randomUUID().toString();
            instance.burntDevices.clear();
            cloud.touched();
            return instance.bootId;
        });
        cloud.flush();
        String failure = null;
        try {
            folder.environment(environment(instance, bootId));
            machines.machine().boot(folder.path());
        } catch (IOException failed) {
            failure = failed.getMessage();
            System.err.println("playground: " + instance.id + " does not boot: " + failure);
        }
        @Nullable String words = failure;
        cloud.locked(() -> booted(instance, words));
    }

    private void booted(Instance instance, @Nullable String failure) {
        instance.rebooting = false;
        if (instance.state != InstanceState.PENDING && instance.state != InstanceState.RUNNING) {
            return;
        }
        if (failure != null) {
            instances.cutPower(instance, Reason.INTERNAL);
            return;
        }
        if (instance.state == InstanceState.PENDING) {
            instance.state = InstanceState.RUNNING;
            instance.due = Cloud.NEVER;
            instance.runningSince = cloud.now();
        }
        instance.agent.due = cloud.after(Delay.AGENT, instance);
        cloud.changed(instance);
    }

    private void end(Instance instance) throws IOException {
        InstanceFolder folder = machines.folder(instance.id);
        if (!instance.abrupt && machines.machine().isAlive(folder.path())) {
            machines.machine().shutdown(folder.path());
        }
        machines.machine().kill(folder.path());
        cloud.locked(() -> {
            instance.machineDown = true;
            cloud.touched();
        });
    }

    private Map<String, String> environment(Instance instance, String bootId) {
        InstanceFolder folder = machines.folder(instance.id);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("INSTANCE_ID", instance.id);
        variables.put("INSTANCE_TYPE", instance.launch.type());
        variables.put("SOJOURN_BOOT_ID", bootId);
        variables.put("SOJOURN_STATE", folder.path().resolve("state/sojourn").toString());
        variables.put("SOJOURN_RUN", folder.path().resolve("run/sojourn").toString());
        variables.put("SOJOURN_IMDS", cloud.kernel().baseUrl().get() + Imds.PATH + instance.id);
        return variables;
    }
}
