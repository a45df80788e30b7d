package dev.sojourn.policy;

import java.util.Set;

/** Who is in a group of users, as the chat tells. Groups stand in lists of people by their id, which begins with S. */
@FunctionalInterface
public interface Groups {

    Groups UNKNOWN = group -> Set.of();

    /** User ids; none where it cannot be told, so that nobody has a right who may not have it. Answers at once. */
    Set<String> members(String group);

    static boolean isGroup(String id) {
        return id.startsWith("S");
    }
}
