package dev.sojourn.plan;

import java.util.List;

/**
 * A volume that travels.
 *
 * @param name what people type
 * @param host instance that it lives on
 * @param mount where it is mounted, on the host and on every builder
 * @param source the developer's checkout on the host, on this volume or not
 * @param owners Slack users whose tree it is
 * @param profiles names of the profiles that may be built on it, the default first
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
        boolean allowRootOwner) {

    public boolean isOwnedBy(String user) {
        return owners.contains(user);
    }
}
