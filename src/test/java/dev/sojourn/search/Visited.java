package dev.sojourn.search;

/** The states that were seen, each as 128 bits and a number in the order of their finding. */
final class Visited {

    private long[] high = new long[1 << 16];
    private long[] low = new long[1 << 16];
    private int[] number = new int[1 << 16];
    private int size;

    /** Its number, where it was seen before; otherwise the next number, as {@code -1 - number}. */
    int add(Fingerprint print) {
        if (size * 2 > number.length) {
            grow();
        }
        int at = place(print.high, print.low);
        if (number[at] != 0) {
            return number[at] - 1;
        }
        high[at] = print.high;
        low[at] = print.low;
        number[at] = ++size;
        return -size;
    }

    private int place(long first, long second) {
        int mask = number.length - 1;
        int at = (int) first & mask;
        while (number[at] != 0 && (high[at] != first || low[at] != second)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldNumber = number;
        high = new long[oldHigh.length * 2];
        low = new long[high.length];
        number = new int[high.length];
        for (int from = 0; from < oldNumber.length; from++) {
            if (oldNumber[from] != 0) {
                int at = place(oldHigh[from], oldLow[from]);
                high[at] = oldHigh[from];
                low[at] = oldLow[from];
                number[at] = oldNumber[from];
            }
        }
    }

    int size() {
        return size;
    }
}
