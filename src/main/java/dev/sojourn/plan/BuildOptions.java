package dev.sojourn.plan;

import java.util.List;
import java.util.Optional;

/**
 * What somebody asked to have built, in their own words, checked for form only.
 *
 * @param ref a branch, tag or commit; or {@code .}, exactly what the developer has
 * @param volume name or id of the volume; empty: the asker's own, or the only one
 * @param type an instance type in place of the profile's ladder
 */
public record BuildOptions(
        String ref,
        Optional<String> volume,
        Optional<String> profile,
        Optional<String> type,
        Optional<Market> market,
        List<String> targets,
        Optional<Usd> cap,
        Optional<Integer> slot,
        boolean clean,
        boolean dryRun) {

    public static BuildOptions of(String ref) {
        return new BuildOptions(
                ref,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    /** Whether the working tree itself is asked for, not a commit that somebody pushed. */
    public boolean isWorkingTree() {
        return ref.equals(".");
    }
}
