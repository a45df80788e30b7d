package dev.sojourn.search;

import java.util.Arrays;

/** Many numbers. */
final class Ints {

    private int[] all = new int[1 << 12];
    private int size;

    void add(int one) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size + (size >> 1));
        }
        all[size++] = one;
    }

    int get(int at) {
        return all[at];
    }

    void set(int at, int value) {
        all[at] = value;
    }

    int size() {
        return size;
    }
}
