package dev.sojourn.search;

import dev.sojourn.handoff.Timing;
import java.time.Instant;

/** Ids and not-after times of operations, taken apart and put together as the core does it. */
final class Operations {

    private Operations() {}

    /** The third part of {@code j1-x-7-mount}. */
    static int number(String id) {
        return Integer.parseInt(id.split("-")[2]);
    }

    static String renumbered(String id, int number) {
        String[] parts = id.split("-", 4);
        return parts[0] + "-" + parts[1] + "-" + number + "-" + parts[3];
    }

    /** Since when a not-after counts. */
    static Age age(Instant notAfter) {
        return Age.of(notAfter.minus(Timing.DEFAULT.notAfter()));
    }

    static Instant notAfter(Age age) {
        return age.instant().plus(Timing.DEFAULT.notAfter());
    }
}
