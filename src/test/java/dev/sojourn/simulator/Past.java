package dev.sojourn.simulator;

/** A value with what it was before: EC2 may show an old state for some seconds. */
final class Past<T> {

    private static final int KEPT = 8;

    private final Object[] values = new Object[KEPT];
    private final long[] since = new long[KEPT];
    private int last;
    private int count = 1;

    Past(T first, long at) {
        values[0] = first;
        since[0] = at;
    }

    void becomes(T next, long at) {
        last = (last + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
        values[last] = next;
        since[last] = at;
    }

    T now() {
        return at(last);
    }

    /** What it was at a time, as far back as is remembered. */
    T asOf(long time) {
        for (int back = 0; back < count; back++) {
            int index = (last - back + KEPT) % KEPT;
            if (since[index] <= time || back == count - 1) {
                return at(index);
            }
        }
        throw new IllegalStateException("unreachable");
    }

    @SuppressWarnings("unchecked")
    private T at(int index) {
        return (T) values[index];
    }
}
