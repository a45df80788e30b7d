package dev.sojourn.simulator;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.handoff.Cloud;
import dev.sojourn.simulator.Invariant.Hand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cloud ports with one defect each; every other call goes through. */
final class WrongPorts {

    private WrongPorts() {}

    /** What one method does instead. */
    private interface Instead {

        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T instead(Class<T> port, T right, String name, Instead does) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals(name)
                                ? does.call(method, arguments)
                                : method.invoke(right, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static Cloud volumes(Cloud right, String name, Instead does) {
        return new Cloud(
                instead(Volumes.class, right.volumes(), name, does), right.instances(), right.shell(), right.prices());
    }

    private static Cloud instances(Cloud right, String name, Instead does) {
        return new Cloud(
                right.volumes(),
                instead(Instances.class, right.instances(), name, does),
                right.shell(),
                right.prices());
    }

    static Cloud oldViews(Cloud right, World world) {
        Object[] kept = new Object[1];
        long[] until = new long[1];
        return volumes(right, "describe", (method, arguments) -> {
            if (world.timeline.now() >= until[0]) {
                kept[0] = method.invoke(right.volumes(), arguments);
                until[0] = world.timeline.now() + Timeline.MINUTE;
            }
            return kept[0];
        });
    }

    static Cloud otherVolume(Cloud right, World world) {
        return volumes(right, "describe", (method, arguments) -> {
            Map<String, VolumeView> first = new HashMap<>();
            for (Object id : (Collection<?>) arguments[0]) {
                first.put((String) id, world.disk.seen.now());
            }
            return CloudAnswer.accepted(first);
        });
    }

    static Cloud noTerminate(Cloud right, World world) {
        return instances(right, "terminate", (method, arguments) -> CloudAnswer.accepted(Asked.ASKED));
    }

    static Cloud detachAnything(Cloud right, World world) {
        return volumes(right, "detach", (method, arguments) -> {
            // The name is looked up when the request lands, not when it was asked.
            world.timeline.after(
                    world.chance.longTail(1, 3 * Timeline.MINUTE),
                    () -> world.disk((String) arguments[0])
                            .attachment()
                            .ifPresent(one -> world.attachments.detach(
                                    world.disk((String) arguments[0]), one.instance(), one.device(), Hand.BOT)));
            return CloudAnswer.accepted(Asked.ASKED);
        });
    }

    static Cloud noStrays(Cloud right, World world) {
        return instances(right, "findByTags", (method, arguments) -> CloudAnswer.accepted(List.of()));
    }

    static Cloud noToken(Cloud right, World world) {
        int[] launches = new int[1];
        return instances(right, "launch", (method, arguments) -> {
            LaunchOrder one = (LaunchOrder) arguments[0];
            return right.instances()
                    .launch(new LaunchOrder(
                            "none-" + world.machines.size() + "-" + launches[0]++,
                            one.type(),
                            one.spot(),
                            one.image(),
                            one.subnet(),
                            one.securityGroup(),
                            one.instanceProfile(),
                            one.rootDiskGib(),
                            one.userData(),
                            one.tags()));
        });
    }

    static Cloud alwaysSpot(Cloud right, World world) {
        return instances(right, "launch", (method, arguments) -> {
            LaunchOrder one = (LaunchOrder) arguments[0];
            return right.instances()
                    .launch(new LaunchOrder(
                            one.clientToken(),
                            one.type(),
                            true,
                            one.image(),
                            one.subnet(),
                            one.securityGroup(),
                            one.instanceProfile(),
                            one.rootDiskGib(),
                            one.userData(),
                            one.tags()));
        });
    }

    static Cloud secondAttachment(Cloud right, World world) {
        return volumes(right, "attach", (method, arguments) -> {
            Disk disk = world.disk((String) arguments[0]);
            List<Attachment> both = new ArrayList<>(disk.attachments());
            if (!both.isEmpty()) {
                both.add(new Attachment((String) arguments[1], (String) arguments[2], "attached", false));
                disk.become(both, world.timeline.now());
                world.watch.attached(disk);
            }
            return method.invoke(right.volumes(), arguments);
        });
    }
}
