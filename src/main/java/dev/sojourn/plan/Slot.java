package dev.sojourn.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * One build folder on a volume with its own checkout, as the host sees it.
 *
 * @param filesDiffer between what was last built there and what is asked for; empty: unknown
 * @param used when a build last began or ended there; empty: unknown
 * @param mib its size when a build last ended there; 0: unknown
 * @param grewMib by how much that build made it grow
 * @param mismatch how the tools that it was built with differ from the host's, in words; empty: they are the same
 */
public record Slot(
        int number,
        String profile,
        Optional<Integer> filesDiffer,
        Optional<Instant> used,
        int mib,
        int inodes,
        int grewMib,
        int grewInodes,
        String mismatch) {

    public boolean fits() {
        return mismatch.isEmpty();
    }

    /** For people: {@code slot 2 (llvm)}. */
    public String words() {
        return "slot " + number + " (" + profile + ")";
    }
}
