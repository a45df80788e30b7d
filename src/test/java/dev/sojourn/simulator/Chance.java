package dev.sojourn.simulator;

import java.util.List;

/** The only source of luck in a history: the same seed gives the same history, to the last event. */
final class Chance {

    private long state;

    Chance(long seed) {
        state = seed;
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to just below the limit. */
    int below(int limit) {
        return (int) Long.remainderUnsigned(next() >>> 1, limit);
    }

    boolean oneIn(int many) {
        return below(many) == 0;
    }

    boolean percent(int share) {
        return below(100) < share;
    }

    /** Evenly between the two, in milliseconds. */
    long between(long least, long most) {
        return most <= least ? least : least + Long.remainderUnsigned(next() >>> 1, most - least + 1);
    }

    /** Most are near the least, a few near the most: each power of two between them is as likely as another. */
    long longTail(long least, long most) {
        long limit = least;
        while (limit < most && !oneIn(3)) {
            limit *= 2;
        }
        return between(least, Math.min(limit, most));
    }

    /** Each power of two between them is as likely as another: seconds, minutes, half an hour. */
    long anyLength(long least, long most) {
        int doublings = 64 - Long.numberOfLeadingZeros(most / least);
        long from = least << below(doublings);
        return Math.min(between(from, 2 * from), most);
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
