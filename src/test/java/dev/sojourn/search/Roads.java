package dev.sojourn.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Whether all roads lead home: from every state there is a way without another fault, and none goes round in circles. */
final class Roads {

    private final int states;
    private final Ints froms;
    private final Ints tos;
    private final BitSet ends;
    /** The moves without a fault by where they lead: {@code into[start[to]]} and on are where they come from. */
    private final int[] start;

    private final int[] into;

    /**
     * @param froms where each move without a fault comes from
     * @param ends states in which all is well, or from which nobody looked any further
     */
    Roads(int states, Ints froms, Ints tos, BitSet ends) {
        this.states = states;
        this.froms = froms;
        this.tos = tos;
        this.ends = ends;
        this.start = new int[states + 1];
        this.into = new int[froms.size()];
        for (int at = 0; at < into.length; at++) {
            start[tos.get(at) + 1]++;
        }
        for (int to = 0; to < states; to++) {
            start[to + 1] += start[to];
        }
        int[] place = start.clone();
        for (int at = 0; at < into.length; at++) {
            into[place[tos.get(at)]++] = froms.get(at);
        }
    }

    /** States from which nothing leads home. */
    BitSet astray() {
        BitSet home = new BitSet(states);
        home.or(ends);
        Ints next = new Ints();
        home.stream().forEach(next::add);
        for (int at = 0; at < next.size(); at++) {
            int to = next.get(at);
            for (int way = start[to]; way < start[to + 1]; way++) {
                if (!home.get(into[way])) {
                    home.set(into[way]);
                    next.add(into[way]);
                }
            }
        }
        home.flip(0, states);
        return home;
    }

    /** States from which one can go on for ever: what is left when all that end are taken away, the last ones first. */
    BitSet endless() {
        int[] ways = new int[states];
        for (int at = 0; at < into.length; at++) {
            ways[froms.get(at)]++;
        }
        BitSet left = new BitSet(states);
        left.set(0, states);
        Ints last = new Ints();
        for (int state = 0; state < states; state++) {
            if (ways[state] == 0) {
                last.add(state);
            }
        }
        for (int at = 0; at < last.size(); at++) {
            int end = last.get(at);
            left.clear(end);
            for (int way = start[end]; way < start[end + 1]; way++) {
                if (--ways[into[way]] == 0) {
                    last.add(into[way]);
                }
            }
        }
        return left;
    }

    /** One of the circles among states that have no end. */
    List<Integer> circle(BitSet endless) {
        int[] next = new int[states];
        for (int at = 0; at < into.length; at++) {
            if (endless.get(tos.get(at))) {
                next[froms.get(at)] = tos.get(at);
            }
        }
        int state = endless.nextSetBit(0);
        for (int moves = 0; moves < states; moves++) {
            state = next[state];
        }
        List<Integer> circle = new ArrayList<>();
        do {
            circle.add(state);
            state = next[state];
        } while (state != circle.get(0));
        return circle;
    }
}
