package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asked to have built, in their own words, checked for form only.
 *
 * @param ref a branch, tag or commit; or {@code .}, exactly what the developer has
 * @param volume name or id of the volume; empty: the asker's own, or the only one
 * @param type an instance type in place of the profile's ladder
 * @param slot empty: the slot that differs least
 * @param clearSlot a slot to be emptied first, to make room; empty: none
 * @param failedTestsOf only the tests that failed in that job; empty: all that the targets ask for
 * @param linkMemoryMib how much one link is thought to need at least, so that fewer run at once; empty: as the profile has it
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
        Optional<Integer> clearSlot,
        Optional<Long> failedTestsOf,
        boolean clean,
        boolean dryRun,
        Optional<Integer> linkMemoryMib) {

    @JsonCreator
    public BuildOptions {}

    public BuildOptions(
            String ref,
            Optional<String> volume,
            Optional<String> profile,
            Optional<String> type,
            Optional<Market> market,
            List<String> targets,
            Optional<Usd> cap,
            Optional<Integer> slot,
            Optional<Integer> clearSlot,
            Optional<Long> failedTestsOf,
            boolean clean,
            boolean dryRun) {
        this(
                ref,
                volume,
                profile,
                type,
                market,
                targets,
                cap,
                slot,
                clearSlot,
                failedTestsOf,
                clean,
                dryRun,
                Optional.empty());
    }

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
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    /** The same, with room made by emptying a slot. */
    public BuildOptions clearing(int victim) {
        return with(slot, Optional.of(victim), clean);
    }

    /** The same once more: what was cleared for it is not cleared again. */
    public BuildOptions again() {
        return with(slot, Optional.empty(), clean);
    }

    /** The same on that volume, whoever asks. */
    public BuildOptions on(String name) {
        return new BuildOptions(
                ref,
                Optional.of(name),
                profile,
                type,
                market,
                targets,
                cap,
                slot,
                clearSlot,
                failedTestsOf,
                clean,
                dryRun,
                linkMemoryMib);
    }

    /** The same once more, for more money. */
    public BuildOptions upTo(Usd most) {
        return new BuildOptions(
                ref,
                volume,
                profile,
                type,
                market,
                targets,
                Optional.of(most),
                slot,
                Optional.empty(),
                failedTestsOf,
                clean,
                dryRun,
                linkMemoryMib);
    }

    /** The same from scratch, in that slot. */
    public BuildOptions cleaning(int chosen) {
        return with(Optional.of(chosen), clearSlot, true);
    }

    /** The same commit in the same slot, and of its tests those that failed in that job. */
    public BuildOptions retesting(String sha, int chosen, List<String> tests, long job) {
        return new BuildOptions(
                sha,
                volume,
                profile,
                type,
                market,
                tests,
                cap,
                Optional.of(chosen),
                Optional.empty(),
                Optional.of(job),
                false,
                false,
                linkMemoryMib);
    }

    /** The same, with fewer links at once. */
    public BuildOptions linkingIn(int mib) {
        return new BuildOptions(
                ref,
                volume,
                profile,
                type,
                market,
                targets,
                cap,
                slot,
                clearSlot,
                failedTestsOf,
                clean,
                dryRun,
                Optional.of(mib));
    }

    /** The same on another type, whose cap follows from its own estimate. */
    public BuildOptions onType(String other) {
        return new BuildOptions(
                ref,
                volume,
                profile,
                Optional.of(other),
                market,
                targets,
                Optional.empty(),
                slot,
                clearSlot,
                failedTestsOf,
                clean,
                dryRun,
                linkMemoryMib);
    }

    /** Whether the working tree itself is asked for, not a commit that somebody pushed. */
    public boolean isWorkingTree() {
        return ref.equals(".");
    }

    private BuildOptions with(Optional<Integer> inSlot, Optional<Integer> cleared, boolean fromScratch) {
        return new BuildOptions(
                ref,
                volume,
                profile,
                type,
                market,
                targets,
                cap,
                inSlot,
                cleared,
                failedTestsOf,
                fromScratch,
                dryRun,
                linkMemoryMib);
    }
}
