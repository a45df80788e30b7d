package dev.sojourn.web;

import dev.sojourn.plan.WorkingVolume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people are called: by their name on the host where the configuration tells it, else by their Slack id. */
public final class Names {

    private final Map<String, String> byId;

    private Names(Map<String, String> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** From {@code people} of the volumes; numbers of users are no names. */
    public static Names of(List<WorkingVolume> volumes) {
        Map<String, String> names = new HashMap<>();
        for (WorkingVolume volume : volumes) {
            volume.people().forEach((hostUser, id) -> {
                if (!id.isEmpty() && !hostUser.chars().allMatch(Character::isDigit)) {
                    names.merge(id, hostUser, (one, other) -> one.compareTo(other) <= 0 ? one : other);
                }
            });
        }
        return new Names(names);
    }

    String of(String id) {
        return byId.getOrDefault(id, id);
    }
}
