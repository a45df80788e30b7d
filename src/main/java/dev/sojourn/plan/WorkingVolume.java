package dev.sojourn.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume that travels.
 *
 * @param name what people type
 * @param host instance that it lives on
 * @param mount where it is mounted, on the host and on every builder
 * @param source the developer's checkout on the host, on this volume or not
 * @param owners Slack users whose tree it is
 * @param profiles names of the profiles that may be built on it, the default first
 * @param people Slack users by their name or number on the host: whom to ask when they are in the tree
 * @param restartable commands that may be ended unasked when nobody else is in the tree, such as clangd
 * @param allowRootOwner whether a tree that belongs to uid 0 may be built
 */
public record WorkingVolume(
        String id,
        String name,
        String host,
        String mount,
        String source,
        List<String> owners,
        List<String> profiles,
        Map<String, String> people,
        List<String> restartable,
        boolean allowRootOwner) {

    /** The same, at home on another machine. */
    public WorkingVolume at(String other) {
        return new WorkingVolume(id, name, other, mount, source, owners, profiles, people, restartable, allowRootOwner);
    }

    /** Whether the checkout itself travels; else it stays on the host and only builds travel. */
    public boolean carriesSource() {
        return source.equals(mount) || source.startsWith(mount + "/");
    }

    /** The Slack user who is this user of the host, where the configuration says so. */
    public Optional<String> person(String hostUser, int uid) {
        return Optional.ofNullable(people.get(hostUser))
                .or(() -> Optional.ofNullable(people.get(Integer.toString(uid))));
    }

    public boolean isOwnedBy(String user) {
        return owners.contains(user);
    }
}
