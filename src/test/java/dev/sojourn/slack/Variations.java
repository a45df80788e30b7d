package dev.sojourn.slack;

import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;

/** The sample's plan with one thing changed. */
public final class Variations {

    private Variations() {}

    static BuildPlan testing(BuildPlan plan) {
        return new BuildPlan(
                plan.volume(),
                plan.profile(),
                List.of("check-llvm"),
                plan.ladder(),
                plan.estimate(),
                plan.cap(),
                plan.slot(),
                plan.clean());
    }

    public static BuildPlan on(WorkingVolume volume, BuildPlan plan) {
        return new BuildPlan(
                volume,
                plan.profile(),
                plan.targets(),
                plan.ladder(),
                plan.estimate(),
                plan.cap(),
                plan.slot(),
                plan.clean());
    }

    public static WorkingVolume volume(String source, List<String> owners) {
        WorkingVolume usual = Sample.plan().volume();
        return new WorkingVolume(
                usual.id(),
                usual.name(),
                usual.host(),
                usual.mount(),
                source,
                owners,
                usual.profiles(),
                usual.people(),
                usual.restartable(),
                usual.allowRootOwner());
    }
}
