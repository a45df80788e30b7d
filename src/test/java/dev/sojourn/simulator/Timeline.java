package dev.sojourn.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** Virtual time, and all that is still to come in it. Two events of one moment happen in the order of their planning. */
final class Timeline extends Clock {

    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long START = Instant.parse("2026-01-05T10:00:00Z").toEpochMilli();

    private final PriorityQueue<Event> coming = new PriorityQueue<>();
    private long now = START;
    private Instant instant = Instant.ofEpochMilli(START);
    private long planned;
    private int happened;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    void at(long time, Runnable what) {
        coming.add(new Event(Math.max(time, now), planned++, what));
    }

    void after(long delay, Runnable what) {
        at(now + delay, what);
    }

    /** Lets the next event happen, unless it is later than the limit. */
    boolean next(long limit) {
        Event event = coming.peek();
        if (event == null || event.at > limit) {
            return false;
        }
        coming.poll();
        become(event.at);
        happened++;
        event.what.run();
        return true;
    }

    /** Lets time pass with all that happens in it. */
    void pass(long duration) {
        long until = now + duration;
        while (next(until)) {
            continue;
        }
        become(until);
    }

    private void become(long time) {
        if (time > now) {
            now = time;
            instant = Instant.ofEpochMilli(time);
        }
    }

    long now() {
        return now;
    }

    /** Since the history's start. */
    long elapsed() {
        return now - START;
    }

    int happened() {
        return happened;
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
