package dev.sojourn.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Plans for tests: one volume, one profile, real types at real prices; what a test is about, it changes. */
public final class Plans {

    public static final Builder BUILDER = new Builder(
            "ami-0123456789abcdef0", "subnet-0123456789abcdef0", "sg-0123456789abcdef0", "builder", 30, Usd.of("0.08"));

    private Plans() {}

    /** The table as it is shipped, with prices of one's own over it. */
    public static PriceTable shipped(Map<String, Usd> overrides) {
        try (InputStream in =
                Objects.requireNonNull(PriceTable.class.getResourceAsStream("/prices/ec2-us-east-1.csv"))) {
            return PriceTable.parse(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    overrides);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static WorkingVolume volume(String id, String name, String... owners) {
        return new WorkingVolume(
                id,
                name,
                "i-0123456789abcdef0",
                "/mnt/llvm",
                "/mnt/llvm/llvm-project",
                List.of(owners),
                List.of("llvm"),
                Map.of("ann", "U0ANN"),
                List.of("clangd"),
                false);
    }

    public static WorkingVolume volume() {
        return volume("vol-0123456789abcdef0", "ann", "U0ANN");
    }

    public static Profile profile(ApprovalRule approval, String... types) {
        return new Profile(
                "llvm",
                BUILDER,
                new Recipe.CMake("llvm", List.of("-DCMAKE_BUILD_TYPE=Release")),
                List.of("clang"),
                List.of(types),
                Market.ON_DEMAND,
                30,
                40_000,
                2,
                500,
                false,
                Optional.empty(),
                approval);
    }

    public static Rung onDemand(String type) {
        MachineType found = shipped(Map.of()).find(type);
        return new Rung(found, Market.ON_DEMAND, found.hourly());
    }

    /** A plan with these rungs and this cap, estimated without a history. */
    public static BuildPlan plan(ApprovalRule approval, Usd cap, Rung... ladder) {
        Profile profile = profile(
                approval,
                List.of(ladder).stream().map(rung -> rung.type().name()).toArray(String[]::new));
        return new BuildPlan(
                volume(),
                profile,
                profile.targets(),
                List.of(ladder),
                Estimator.estimate(profile, ladder[0], BuildKind.of(false, List.of()), List.of()),
                cap,
                Optional.empty(),
                false);
    }

    /** A plan that nobody would object to. */
    public static BuildPlan plan() {
        return plan(ApprovalRule.DEFAULT, Usd.of("5"), onDemand("c7i.4xlarge"));
    }
}
