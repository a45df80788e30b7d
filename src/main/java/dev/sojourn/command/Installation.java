package dev.sojourn.command;

import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Optional;

/** What there is to build and to build on. */
public record Installation(List<WorkingVolume> volumes, List<Profile> profiles) {

    Optional<WorkingVolume> volume(String nameOrId) {
        return volumes.stream()
                .filter(one -> one.name().equals(nameOrId) || one.id().equals(nameOrId))
                .findFirst();
    }

    Optional<Profile> profile(String name) {
        return profiles.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    List<WorkingVolume> ownedBy(String user) {
        return volumes.stream().filter(one -> one.isOwnedBy(user)).toList();
    }
}
