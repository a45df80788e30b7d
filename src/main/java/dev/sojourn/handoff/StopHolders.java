package dev.sojourn.handoff;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Has processes in the tree asked to end, once somebody may and did say so. Before anything else of the step. */
final class StopHolders {

    private StopHolders() {}

    /** The decision that brings a stop order nearer; empty where there is none. */
    static Optional<Decision> pending(Scene scene) {
        return scene.job().hold().flatMap(Hold::stop).map(order -> send(scene, order));
    }

    private static Decision send(Scene scene, Hold.StopOrder order) {
        String targets = order.targets().stream()
                .filter(Holder::isProcess)
                .map(one -> one.pid() + " " + one.start() + " " + one.uid())
                .collect(Collectors.joining("\n"));
        return new GuestCall(scene, Script.STOP_HOLDERS, scene.job().host())
                .then(
                        Map.of("HOLDERS", targets, "RESTART", Boolean.toString(mayRestart(scene, order.targets()))),
                        told -> over(scene, order, told.path("left").asInt()),
                        no -> over(scene, order, order.targets().size()));
    }

    private static boolean mayRestart(Scene scene, List<Holder> targets) {
        WorkingVolume volume = scene.job().request().plan().volume();
        return targets.stream().map(Holder::command).allMatch(volume.restartable()::contains);
    }

    private static Decision over(Scene scene, Hold.StopOrder order, int left) {
        return scene.settle(
                draft -> {
                    draft.hold = draft.hold.map(Hold::stopped);
                    draft.passage = draft.passage.withoutOperation();
                },
                new Fact.HoldersStopped(order.by(), order.targets(), left));
    }
}
