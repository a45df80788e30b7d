package dev.sojourn.simulator;

import dev.sojourn.command.Caller;
import dev.sojourn.command.Installation;
import dev.sojourn.handoff.Timing;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Policy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The installation that is simulated: Ann's volume and host, a small and a large profile, Eve and Max to approve. */
final class Setting {

    static final Caller ANN = new Caller("U0ANN", "C1");
    static final Caller BEN = new Caller("U0BEN", "C1");
    static final Caller EVE = new Caller("U0EVE", "C1");
    static final Caller MAX = new Caller("U0MAX", "C1");

    static final PriceTable PRICES = Plans.shipped(Map.of());

    /** As shipped, but for durations that only cost events: how often builds are asked, how long holders are waited for. */
    static final Timing TIMING = timing(Timing.DEFAULT);

    /** Spot needs nobody's yes, and the same on demand does. */
    private static final ApprovalRule FROM_A_DOLLAR = new ApprovalRule(64, Usd.of("3"), Usd.of("1"));

    private static final List<Profile> PROFILES = List.of(
            profile("small", ApprovalRule.DEFAULT, "c7i.4xlarge", "c7a.4xlarge"),
            profile("large", ApprovalRule.DEFAULT, "c7i.16xlarge", "c7a.16xlarge"),
            profile("thrifty", FROM_A_DOLLAR, "c7i.8xlarge", "c7a.8xlarge").onSpotOnly());

    private static final List<WorkingVolume> VOLUMES = List.of(
            volume(World.VOLUMES.get(0), "ann", "/mnt/llvm", "U0ANN"),
            volume(World.VOLUMES.get(1), "ben", "/mnt/ben", "U0BEN"));

    private static final List<Installation> INSTALLATIONS =
            List.of(new Installation(VOLUMES.subList(0, 1), PROFILES), new Installation(VOLUMES, PROFILES));

    static final Policy POLICY = new Policy(Set.of(), Set.of(), Set.of("U0EVE", "U0MAX"), false, 3);

    /** A large build, or a few small ones, is all that a day has. */
    static final Caps SHORT = new Caps(
            ZoneOffset.UTC,
            List.of(
                    new Cap(Cap.Kind.DAY, Optional.empty(), Optional.of(Usd.of("0.90"))),
                    new Cap(Cap.Kind.USER_DAY, Optional.of(Usd.of("0.30")), Optional.of(Usd.of("0.80")))));

    private Setting() {}

    /** @param shortOfMoney whether there are caps of a day */
    static Policy policy(boolean shortOfMoney) {
        return new Policy(
                POLICY.channels(),
                POLICY.requesters(),
                POLICY.approvers(),
                POLICY.selfApproval(),
                POLICY.queueLimit(),
                POLICY.aheadUpTo(),
                shortOfMoney ? SHORT : Caps.NONE);
    }

    private static Timing timing(Timing usual) {
        return new Timing(
                usual.observeEvery(),
                Duration.ofSeconds(25),
                usual.repeatAfter(),
                usual.notAfter(),
                usual.agentLimit(),
                usual.launchLimit(),
                usual.attachStuck(),
                usual.detachStuck(),
                usual.holdersQuiet(),
                usual.holdersPatience(),
                Duration.ofMinutes(12),
                Duration.ofMinutes(4),
                usual.capacityLimit(),
                usual.unreachableLimit(),
                usual.leaseFuse(),
                usual.wayHome(),
                usual.settle(),
                usual.handoffExpected(),
                usual.goneLimit(),
                usual.remindAfter(),
                usual.approvalExpires());
    }

    /** With so many volumes on the one host. */
    static Installation installation(int volumes) {
        return INSTALLATIONS.get(volumes - 1);
    }

    private static WorkingVolume volume(String id, String name, String mount, String owner) {
        return new WorkingVolume(
                id,
                name,
                World.HOST,
                mount,
                mount + "/llvm-project",
                List.of(owner),
                List.of("small", "large", "thrifty"),
                Map.of("ann", "U0ANN"),
                List.of("clangd"),
                false);
    }

    private static Profile profile(String name, ApprovalRule approval, String... types) {
        return new Profile(
                name,
                Plans.BUILDER,
                new Recipe.CMake("llvm", List.of()),
                List.of("clang", "check-clang"),
                List.of(types),
                Market.ON_DEMAND,
                8,
                40_000,
                2,
                500,
                false,
                Optional.empty(),
                approval);
    }

    /** @param volume by its name; empty: the asker's own */
    static BuildOptions build(Optional<String> volume, String profile, Market market, Optional<Usd> cap) {
        return new BuildOptions(
                "main",
                volume,
                Optional.of(profile),
                Optional.empty(),
                Optional.of(market),
                List.of(),
                cap,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }
}
