package dev.sojourn.configuration;

import dev.sojourn.handoff.Offers;
import dev.sojourn.plan.Architecture;
import dev.sojourn.plan.Attributes;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PriceTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a profile says of the machines that build it: types by name, or by what they have; and how they are bought.
 *
 * @param types never empty, unless something is wrong
 * @param spotOnly on demand only when somebody says so
 */
record MachinesSection(List<String> types, Optional<Attributes> atLeast, Market market, boolean spotOnly) {

    /** The keys of a profile that are read here. */
    static final Set<String> KEYS = Set.of("types", "at-least", "market");

    /** A zone offers nearly all of them, so enough are left. */
    private static final int CANDIDATES = 6 * Offers.MOST_BY_ATTRIBUTES;

    private static final String SPOT_ONLY = "spot-only";

    static MachinesSection read(ConfigurationNode node, PriceTable prices) {
        List<String> named = node.texts("types");
        named.stream()
                .filter(type -> !type.matches("[a-z0-9-]+\\.[a-z0-9-]+"))
                .forEach(type -> node.problem("types", "`" + type + "` is not the name of an instance type"));
        Optional<Attributes> atLeast = attributes(node);
        String market = node.text("market", Market.ON_DEMAND.word());
        if (!market.equals(SPOT_ONLY)
                && !market.equals(Market.SPOT.word())
                && !market.equals(Market.ON_DEMAND.word())) {
            node.problem("market", "must be spot, spot-only or on-demand, not `" + market + "`");
        }
        Market bought = market.equals(Market.ON_DEMAND.word()) ? Market.ON_DEMAND : Market.SPOT;
        return new MachinesSection(types(node, named, atLeast, prices), atLeast, bought, market.equals(SPOT_ONLY));
    }

    private static Optional<Attributes> attributes(ConfigurationNode profile) {
        ConfigurationNode node = profile.child("at-least");
        node.knows(Set.of("vcpus", "memory-gib", "architecture"));
        int vcpus = node.number("vcpus", 1, 1);
        int memory = node.number("memory-gib", 1, 1);
        String architecture = node.text("architecture", "x86_64");
        if (!Set.of("x86_64", "arm64").contains(architecture)) {
            node.problem("architecture", "must be x86_64 or arm64, not `" + architecture + "`");
        }
        return profile.has("at-least") ? Optional.of(new Attributes(vcpus, memory, architecture)) : Optional.empty();
    }

    private static List<String> types(
            ConfigurationNode node, List<String> named, Optional<Attributes> atLeast, PriceTable prices) {
        if (atLeast.isEmpty()) {
            if (named.isEmpty()) {
                node.problem("types", "at least one instance type is needed, or `at-least` in their place");
            }
            List<MachineType> types = named.stream().map(prices::find).toList();
            Architecture.of(types)
                    .map(first -> Architecture.others(first, types))
                    .filter(others -> !others.isEmpty())
                    .ifPresent(others -> node.problem(
                            "types",
                            "one profile builds for one architecture, and " + Architecture.words(others)
                                    + ": make a profile of its own of them"));
            return named;
        }
        if (!named.isEmpty()) {
            node.problem("types", "name types, or say what they have to have `at-least`; not both");
        }
        List<String> fitting = prices.atLeast(atLeast.get());
        if (fitting.isEmpty()) {
            node.problem(
                    "at-least",
                    "no type in the price table has " + atLeast.get().words());
        }
        return fitting.stream().limit(CANDIDATES).toList();
    }
}
