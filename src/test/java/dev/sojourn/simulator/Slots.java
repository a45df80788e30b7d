package dev.sojourn.simulator;

import java.util.Map;
import java.util.TreeMap;

/** The build folders on a volume, as its host tells of them. */
final class Slots {

    private record Slot(String profile, int mib, long used) {}

    private static final int LARGE_MIB = 20_000;

    private final Map<Integer, Slot> slots = new TreeMap<>();

    void built(int number, String profile, long now) {
        slots.put(number, new Slot(profile, LARGE_MIB, now / 1000));
    }

    void clear(int number) {
        slots.remove(number);
    }

    int size() {
        return slots.size();
    }

    /**
     * As preflight prints them.
     *
     * @param mismatch how their tools differ from the host's; empty: they do not
     */
    String members(String mismatch) {
        StringBuilder list = new StringBuilder(",\"slots\":[");
        slots.forEach((number, slot) -> list.append(list.charAt(list.length() - 1) == '[' ? "" : ",")
                .append('[')
                .append(number)
                .append(",\"")
                .append(slot.profile)
                .append("\",3,")
                .append(slot.used)
                .append(',')
                .append(slot.mib)
                .append(",1000,200,10,\"")
                .append(mismatch)
                .append("\"]"));
        return list.append(']').toString();
    }
}
