package dev.sojourn.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a search goes.
 *
 * @param attempts builders that one job may ask for
 * @param faults in one history, all kinds together
 * @param each of one kind in one history
 * @param kinds those that strike at all
 * @param states after so many it gives up, and says so
 * @param seconds the same by time
 */
record Bounds(int attempts, int faults, int each, Set<Fault> kinds, int states, int seconds) {

    static Bounds ofFaults(int faults) {
        return new Bounds(2, faults, 1, EnumSet.allOf(Fault.class), 50_000_000, 36_000);
    }

    /** As the system properties say, and otherwise these. */
    static Bounds asked(Bounds usual) {
        String kinds = System.getProperty("search.kinds", "");
        return new Bounds(
                Integer.getInteger("search.attempts", usual.attempts),
                Integer.getInteger("search.faults", usual.faults),
                Integer.getInteger("search.each", usual.each),
                kinds.isEmpty()
                        ? usual.kinds
                        : Arrays.stream(kinds.split(",")).map(Fault::valueOf).collect(Collectors.toSet()),
                Integer.getInteger("search.states", usual.states),
                Integer.getInteger("search.seconds", usual.seconds));
    }

    Bounds only(Fault... some) {
        return new Bounds(attempts, faults, each, Set.of(some), states, seconds);
    }

    Bounds each(int times) {
        return new Bounds(attempts, faults, times, kinds, states, seconds);
    }

    boolean allow(Fault fault, long struck) {
        return kinds.contains(fault) && fault.times(struck) < each && Fault.total(struck) < faults;
    }
}
