package dev.sojourn.policy;

import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.WorkingVolume;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rights that are narrower than those of the whole installation, and the groups that lists of people may name.
 *
 * @param profiles by the profile's name; where it is missing, whoever may build may build it
 * @param volumes by the volume's name
 * @param costViewers who may see what builds cost, beside approvers; empty: whoever may ask for builds
 */
public record Access(
        Map<String, Circle> profiles, Map<String, Circle> volumes, Set<String> costViewers, Groups groups) {

    public static final Access OPEN = new Access(Map.of(), Map.of(), Set.of(), Groups.UNKNOWN);

    /**
     * Who may build something, and who may agree to it.
     *
     * @param requesters empty: everybody who may build at all
     * @param approvers empty: all approvers
     */
    public record Circle(Set<String> requesters, Set<String> approvers) {

        public static final Circle EVERYBODY = new Circle(Set.of(), Set.of());
    }

    Circle of(WorkingVolume volume) {
        return volumes.getOrDefault(volume.name(), Circle.EVERYBODY);
    }

    Circle ofProfile(BuildPlan plan) {
        return profiles.getOrDefault(plan.profile().name(), Circle.EVERYBODY);
    }

    /** Whether a list of people and groups has this person. */
    boolean has(Iterable<String> ids, String user) {
        for (String id : ids) {
            if (id.equals(user) || (Groups.isGroup(id) && groups.members(id).contains(user))) {
                return true;
            }
        }
        return false;
    }

    /** Every group that a list of these names. */
    Set<String> groupsNamed() {
        Set<String> named = new LinkedHashSet<>(costViewers);
        for (Map<String, Circle> circles : List.of(profiles, volumes)) {
            circles.values().forEach(circle -> {
                named.addAll(circle.requesters());
                named.addAll(circle.approvers());
            });
        }
        return named.stream().filter(Groups::isGroup).collect(Collectors.toSet());
    }

    /** The same list with groups replaced by their members. */
    List<String> people(Iterable<String> ids) {
        Set<String> people = new LinkedHashSet<>();
        for (String id : ids) {
            people.addAll(Groups.isGroup(id) ? groups.members(id) : Set.of(id));
        }
        return people.stream().sorted().toList();
    }
}
