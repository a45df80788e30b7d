package dev.sojourn.search;

import dev.sojourn.job.Job;
import dev.sojourn.job.Request;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Estimator;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every history begins: Ann has asked for a build that Eve must agree to, and her volume is at home. */
final class Beginning {

    private Beginning() {}

    static State state() {
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), plan(), List.of("it is large"));
        Job job = Job.submitted(request, Age.NOW).with(draft -> draft.stored(1, 1));
        return new State(job, World.atHome(), Optional.empty(), true, false, 0);
    }

    /** One rung without a price: there is no cap to be reached, so that the costs tell no two states apart. */
    private static BuildPlan plan() {
        MachineType type = new MachineType("c7i.16xlarge", 64, 131072, "x86_64", true, Optional.empty());
        List<Rung> ladder = List.of(new Rung(type, Market.ON_DEMAND, Optional.empty()));
        Profile profile = Plans.profile(ApprovalRule.DEFAULT, type.name());
        WorkingVolume volume = new WorkingVolume(
                "vol-0123456789abcdef0",
                "ann",
                Machine.HOST,
                "/mnt/llvm",
                "/mnt/llvm/llvm-project",
                List.of("U0ANN"),
                List.of("llvm"),
                Map.of("ann", "U0ANN"),
                List.of(),
                false);
        return new BuildPlan(
                volume,
                profile,
                profile.targets(),
                ladder,
                Estimator.estimate(profile, ladder.get(0), List.of()),
                Usd.of("20"),
                Optional.empty(),
                false);
    }
}
