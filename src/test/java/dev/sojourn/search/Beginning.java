package dev.sojourn.search;

import dev.sojourn.job.Job;
import dev.sojourn.job.Request;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.util.List;
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
        Rung rung = new Rung(type, Market.ON_DEMAND, Optional.empty());
        return Plans.plan(ApprovalRule.DEFAULT, Usd.of("20"), rung).at(Machine.HOST);
    }
}
