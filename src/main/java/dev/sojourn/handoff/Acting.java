package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries a decision's action to the cloud. What it is about is in the job's row already. */
final class Acting {

    private final String installation;
    private final Cloud cloud;
    private final GuestScripts scripts;
    private final Timing timing;

    Acting(String installation, Cloud cloud, GuestScripts scripts, Timing timing) {
        this.installation = installation;
        this.cloud = cloud;
        this.scripts = scripts;
        this.timing = timing;
    }

    CloudAnswer<?> perform(Job job, Action action) {
        if (action instanceof Action.Launch launch) {
            return cloud.instances().launch(order(job, launch.attempt()));
        }
        if (action instanceof Action.Terminate terminate) {
            return cloud.instances().terminate(terminate.instance());
        }
        if (action instanceof Action.Attach attach) {
            return cloud.volumes().attach(job.volume(), attach.instance(), attach.device());
        }
        if (action instanceof Action.Detach detach) {
            return cloud.volumes().detach(job.volume(), detach.instance(), detach.device());
        }
        if (action instanceof Action.KeepOnTermination keep) {
            return cloud.instances().keepOnTermination(keep.instance(), keep.device());
        }
        if (action instanceof Action.Send send) {
            return send(job, send);
        }
        throw new IllegalStateException("unreachable: " + action);
    }

    /** There is no token for a command: one that may have been sent already is looked for before it is sent again. */
    private CloudAnswer<String> send(Job job, Action.Send send) {
        Operation operation = send.operation();
        boolean maybeSent = job.passage().timesAsked("run " + operation.script().file()) > 1;
        if (maybeSent) {
            Optional<String> command = cloud.shell()
                    .find(operation.instance(), operation.id())
                    .ok()
                    .flatMap(found -> found);
            if (command.isPresent()) {
                return CloudAnswer.accepted(command.get());
            }
        }
        Map<String, String> values = new HashMap<>(send.values());
        values.put("OP", operation.id());
        values.put("EPOCH", Integer.toString(operation.epoch()));
        values.put("NOT_AFTER", Long.toString(operation.notAfter().getEpochSecond()));
        values.put("VOLUME", job.volume());
        values.put("MOUNT", job.request().plan().volume().mount());
        values.put("DEVICE", job.passage().names().current().orElse("/dev/sdf"));
        return cloud.shell()
                .send(
                        List.of(operation.instance()),
                        operation.id(),
                        scripts.compose(operation.script().file(), values),
                        seconds(operation.script()));
    }

    /** Longest run of a script: fetching a large repository on the host takes minutes, the rest seconds. */
    private static int seconds(Operation.Script script) {
        return script == Operation.Script.PREFLIGHT ? 600 : 180;
    }

    private LaunchOrder order(Job job, Attempt attempt) {
        Builder builder = job.request().plan().profile().builder();
        return new LaunchOrder(
                attempt.clientToken(),
                attempt.offer().type().name(),
                attempt.offer().market() == Market.SPOT,
                builder.image(),
                builder.subnet(),
                builder.securityGroup(),
                builder.instanceProfile(),
                builder.rootDiskGib(),
                scripts.composePacked(
                        "boot",
                        Map.of(
                                "LEASE_S", Long.toString(timing.leaseFuse().toSeconds()),
                                "CAP_S",
                                        Long.toString(CapKeeping.fuse(job, attempt, timing)
                                                .toSeconds()))),
                Tags.of(installation, job, attempt));
    }
}
