package dev.sojourn.playground.cloud;

import java.time.Duration;
import java.time.Instant;

/** Starts and ends instances at somebody's request. Only under the cloud's lock. */
final class Instances {
    private final Cloud cloud;

    Instances(Cloud cloud) {
        this.cloud = cloud;
    }

    Instance get(String id) {
        Instance instance = cloud.world().instances.get(id);
        if (instance == null) {
            throw AwsError.client("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
        }
        return instance;
    }

    /** Ends it for good; {@code stuck}: it shuts down for ever. */
    void terminate(Instance instance, Reason reason, boolean stuck) {
        if (instance.protectedFromTermination && reason == Reason.USER) {
            throw AwsError.client(
                    "OperationNotPermitted",
                    "The instance '" + instance.id + "' may not be terminated. Modify its 'disableApiTermination'"
                            + " instance attribute and try again.");
        }
        if (instance.state.isEnding()) {
            return;
        }
        leaveRunning(instance);
        instance.state = InstanceState.SHUTTING_DOWN;
        instance.reason = reason;
        instance.due = stuck ? Cloud.NEVER : cloud.after(Delay.TERMINATE, instance);
        SpotRequest spot = instance.spot;
        if (spot != null && spot.code.equals(SpotRequest.FULFILLED)) {
            spot.become("closed", SpotRequest.BY_USER, cloud.now());
        }
        cloud.changed(instance);
    }

    /** AWS takes it back: no orderly shutdown any more. */
    void cutPower(Instance instance, Reason reason) {
        if (instance.state.isEnding()) {
            return;
        }
        leaveRunning(instance);
        instance.state = InstanceState.SHUTTING_DOWN;
        instance.reason = reason;
        instance.abrupt = true;
        instance.due = cloud.after(Delay.POWER_CUT);
        cloud.changed(instance);
    }

    void stop(Instance instance, Reason reason) {
        if (instance.spot != null) {
            throw AwsError.client(
                    "UnsupportedOperation",
                    "You can't stop the Spot Instance '" + instance.id
                            + "' because it is associated with a one-time Spot Instance request.");
        }
        if (instance.state == InstanceState.STOPPING || instance.state == InstanceState.STOPPED) {
            return;
        }
        require(instance, InstanceState.RUNNING, "stopped");
        leaveRunning(instance);
        instance.state = InstanceState.STOPPING;
        instance.reason = reason;
        instance.due = cloud.after(Delay.STOP);
        cloud.changed(instance);
    }

    void start(Instance instance) {
        if (instance.state == InstanceState.PENDING || instance.state == InstanceState.RUNNING) {
            return;
        }
        require(instance, InstanceState.STOPPED, "started");
        instance.state = InstanceState.PENDING;
        instance.since = cloud.now();
        instance.reason = null;
        instance.due = cloud.after(Delay.LAUNCH);
        cloud.changed(instance);
    }

    void reboot(Instance instance) {
        require(instance, InstanceState.RUNNING, "rebooted");
        instance.rebooting = true;
        instance.agent.leave();
        cloud.changed(instance);
    }

    /** The agent no longer reaches SSM, for so long or for good. */
    void silence(Instance instance, Duration length) {
        Instant until = cloud.now().plus(length);
        instance.agent.silentUntil = until.isBefore(Cloud.NEVER) ? until : Cloud.NEVER;
        cloud.touched();
    }

    private void leaveRunning(Instance instance) {
        instance.usdBefore = instance.usd(cloud.now(), new Prices().usdPerHour(instance));
        instance.runningSince = null;
        instance.machineDown = false;
        instance.rebooting = false;
        instance.agent.leave();
    }

    private static void require(Instance instance, InstanceState state, String deed) {
        if (instance.state != state) {
            throw AwsError.client(
                    "IncorrectInstanceState",
                    "The instance '" + instance.id + "' is not in a state from which it can be " + deed + ": "
                            + instance.state.word());
        }
    }
}
