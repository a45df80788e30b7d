package dev.sojourn.configuration;

import dev.sojourn.policy.Access;
import dev.sojourn.policy.Groups;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Who may do what with single profiles and volumes, and who sees costs. */
final class AccessSection {

    private final BiFunction<ConfigurationNode, String, List<String>> people;
    private final Map<String, Access.Circle> profiles = new HashMap<>();
    private final Map<String, Access.Circle> volumes = new HashMap<>();

    /** @param people reads a list of people and groups */
    AccessSection(BiFunction<ConfigurationNode, String, List<String>> people) {
        this.people = people;
    }

    void profile(ConfigurationNode node, String name) {
        profiles.put(name, circle(node));
    }

    void volume(ConfigurationNode node, String name) {
        volumes.put(name, circle(node));
    }

    private Access.Circle circle(ConfigurationNode node) {
        return new Access.Circle(list(node, "requesters"), list(node, "approvers"));
    }

    Access read(ConfigurationNode policy) {
        return new Access(Map.copyOf(profiles), Map.copyOf(volumes), list(policy, "cost-viewers"), Groups.UNKNOWN);
    }

    private Set<String> list(ConfigurationNode node, String name) {
        return new HashSet<>(people.apply(node, name));
    }
}
