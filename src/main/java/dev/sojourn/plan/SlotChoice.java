package dev.sojourn.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which build folder a commit is built: the one that differs least, as long as its tools are the host's and there is room.
 * Far from all of them it gets one of its own, while the profile may have another.
 */
public sealed interface SlotChoice {

    /**
     * @param fresh nothing was built there yet
     * @param filesDiffer between what is there and what is asked for; empty: fresh, emptied, or unknown
     */
    record Taken(int slot, boolean fresh, Optional<Integer> filesDiffer) implements SlotChoice {}

    /** Another profile builds there. */
    record OthersSlot(Slot slot) implements SlotChoice {}

    /** All would be compiled anew, which nobody asked for. The one to rebuild, if somebody does. */
    record OtherTools(Slot slot) implements SlotChoice {}

    /**
     * Too little is free for what this profile needed last time.
     *
     * @param victim the slot whose going would hurt least; empty: there is none to clear
     */
    record NoRoom(int needMib, int freeMib, int needInodes, int freeInodes, Optional<Slot> victim)
            implements SlotChoice {}

    /** Chooses among what is on the volume. */
    static SlotChoice of(List<Slot> slots, SlotRequest request) {
        List<Slot> own = slots.stream()
                .filter(slot -> slot.profile().equals(request.profile().name()))
                .toList();
        if (request.asked().isPresent()) {
            return asked(slots, own, request, request.asked().get());
        }
        return request.clean() ? clean(slots, own, request) : nearest(slots, own, request);
    }

    private static SlotChoice asked(List<Slot> slots, List<Slot> own, SlotRequest request, int number) {
        Optional<Slot> there =
                slots.stream().filter(slot -> slot.number() == number).findFirst();
        if (there.isEmpty()) {
            return fresh(slots, own, request, number);
        }
        if (!request.clean() && !there.get().profile().equals(request.profile().name())) {
            return new OthersSlot(there.get());
        }
        return again(slots, request, there.get());
    }

    /** A clean build leaves the other slots as they are, while there may be one more. */
    private static SlotChoice clean(List<Slot> slots, List<Slot> own, SlotRequest request) {
        return own.size() < request.profile().slots()
                ? fresh(slots, own, request, unused(slots))
                : again(slots, request, leastRecentlyUsed(own.stream()).orElseThrow());
    }

    private static SlotChoice nearest(List<Slot> slots, List<Slot> own, SlotRequest request) {
        boolean mayHaveAnother = own.size() < request.profile().slots();
        Optional<Slot> nearest = own.stream()
                .filter(Slot::fits)
                .min(Comparator.comparingInt((Slot slot) -> slot.filesDiffer().orElse(Integer.MAX_VALUE))
                        .thenComparing(Slot::number));
        if (nearest.isEmpty()) {
            return mayHaveAnother
                    ? fresh(slots, own, request, unused(slots))
                    : new OtherTools(leastRecentlyUsed(own.stream()).orElseThrow());
        }
        boolean isFar = nearest.get().filesDiffer().orElse(Integer.MAX_VALUE)
                >= request.profile().newSlotFrom();
        if (isFar && mayHaveAnother && fresh(slots, own, request, unused(slots)) instanceof Taken taken) {
            return taken;
        }
        return again(slots, request, nearest.get());
    }

    /** A build where nothing is yet needs what this profile's largest slot takes, or what the profile states. */
    private static SlotChoice fresh(List<Slot> slots, List<Slot> own, SlotRequest request, int number) {
        int mib = own.stream().mapToInt(Slot::mib).max().orElse(0);
        int inodes = own.stream().mapToInt(Slot::inodes).max().orElse(0);
        return withRoom(
                slots,
                request,
                mib > 0 ? mib + mib / 10 : request.profile().needMib(),
                inodes + inodes / 10,
                new Taken(number, true, Optional.empty()));
    }

    /** A build where one was needs a little more than that one: twice what the last added, a twentieth of all at least. */
    private static SlotChoice again(List<Slot> slots, SlotRequest request, Slot slot) {
        if (request.clean()) {
            return new Taken(slot.number(), false, Optional.empty());
        }
        if (!slot.fits()) {
            return new OtherTools(slot);
        }
        return withRoom(
                slots,
                request,
                Math.max(2 * slot.grewMib(), slot.mib() / 20),
                Math.max(2 * slot.grewInodes(), slot.inodes() / 20),
                new Taken(slot.number(), false, slot.filesDiffer()));
    }

    private static SlotChoice withRoom(
            List<Slot> slots, SlotRequest request, int needMib, int needInodes, Taken taken) {
        if (request.freeMib() >= needMib && request.freeInodes() >= needInodes) {
            return taken;
        }
        Optional<Slot> victim = leastRecentlyUsed(slots.stream().filter(slot -> slot.number() != taken.slot()));
        return new NoRoom(needMib, request.freeMib(), needInodes, request.freeInodes(), victim);
    }

    private static Optional<Slot> leastRecentlyUsed(Stream<Slot> slots) {
        return slots.min(Comparator.comparing((Slot slot) -> slot.used().orElse(Instant.EPOCH))
                .thenComparing(Slot::number));
    }

    private static int unused(List<Slot> slots) {
        int number = 1;
        while (isTaken(slots, number)) {
            number++;
        }
        return number;
    }

    private static boolean isTaken(List<Slot> slots, int number) {
        return slots.stream().anyMatch(slot -> slot.number() == number);
    }
}
