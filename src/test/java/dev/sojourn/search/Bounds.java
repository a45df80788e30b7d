package dev.sojourn.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a search goes.
 *
 * @param attempts builders that one job may ask for
 * @param faults in one history, all kinds together, one kind as often as another
 * @param kinds those that strike at all
 * @param knowsBoots the store remembers how fast builders boot, so that the volume moves before the agent is online
 * @param states after so many it gives up, and says so
 * @param seconds the same by time
 */
record Bounds(int attempts, int faults, Set<Fault> kinds, boolean knowsBoots, int states, int seconds) {

    static Bounds ofFaults(int faults) {
        return new Bounds(2, faults, EnumSet.allOf(Fault.class), false, 50_000_000, 1_800);
    }

    /** As the system properties say, and otherwise these. */
    static Bounds asked(Bounds usual) {
        String kinds = System.getProperty("search.kinds", "");
        String boots = System.getProperty("search.boots", "");
        return new Bounds(
                Integer.getInteger("search.attempts", usual.attempts),
                Integer.getInteger("search.faults", usual.faults),
                kinds.isEmpty()
                        ? usual.kinds
                        : Arrays.stream(kinds.split(",")).map(Fault::valueOf).collect(Collectors.toSet()),
                boots.isEmpty() ? usual.knowsBoots : Boolean.parseBoolean(boots),
                Integer.getInteger("search.states", usual.states),
                Integer.getInteger("search.seconds", usual.seconds));
    }

    Bounds only(Fault... some) {
        return new Bounds(attempts, faults, Set.of(some), knowsBoots, states, seconds);
    }

    Bounds knowingBoots() {
        return new Bounds(attempts, faults, kinds, true, states, seconds);
    }

    boolean allow(Fault fault, int struck) {
        return struck < faults && kinds.contains(fault);
    }
}
