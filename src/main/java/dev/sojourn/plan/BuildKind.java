package dev.sojourn.plan;

import java.util.List;
import java.util.Set;

/**
 * What makes builds of a profile comparable: one from scratch says nothing about one that only follows a few changes.
 *
 * @param fromScratch nothing was, or will be, in the build folder before
 * @param targets in any order
 */
public record BuildKind(boolean fromScratch, Set<String> targets) {

    public BuildKind {
        targets = Set.copyOf(targets);
    }

    public static BuildKind of(boolean fromScratch, List<String> targets) {
        return new BuildKind(fromScratch, Set.copyOf(targets));
    }
}
