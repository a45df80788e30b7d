package dev.sojourn.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be remembered about the volume's moves. Where the volume is stands nowhere here: EC2 is asked.
 *
 * @param epoch grows with every move of the volume, over all jobs; guests refuse an older one
 * @param operation the guest command under way, if any
 * @param lastAct what was asked of the cloud last
 * @param device device name of the attachment under way or in force
 * @param spentDevices names used on the current builder or found taken: a name is never used twice
 * @param unclean the volume left a guest without an unmount: its filesystem is checked before the next mount
 * @param guestClock how far the last guest's clock was ahead of ours when it last answered, in seconds
 */
public record Passage(
        int epoch,
        Optional<Operation> operation,
        Optional<Act> lastAct,
        Optional<String> device,
        List<String> spentDevices,
        boolean unclean,
        long guestClock) {

    /** One asked thing: repeated only after a pause, and never believed before it is seen. */
    public record Act(String what, Instant at, int times) {}

    public static Passage starting(int epoch) {
        return new Passage(epoch, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false, 0);
    }

    public Passage with(Operation next) {
        return new Passage(epoch, Optional.of(next), lastAct, device, spentDevices, unclean, guestClock);
    }

    public Passage withoutOperation() {
        return new Passage(epoch, Optional.empty(), lastAct, device, spentDevices, unclean, guestClock);
    }

    /** Notes that something is about to be asked of the cloud. */
    public Passage acting(String what, Instant at) {
        int times = lastAct.filter(act -> act.what().equals(what)).map(Act::times).orElse(0) + 1;
        return new Passage(
                epoch, operation, Optional.of(new Act(what, at, times)), device, spentDevices, unclean, guestClock);
    }

    /** A new move begins: commands of the one before are refused by the guests from now on. */
    public Passage nextEpoch() {
        return new Passage(epoch + 1, Optional.empty(), lastAct, device, spentDevices, unclean, guestClock);
    }

    public Passage onDevice(String name) {
        List<String> spent = new ArrayList<>(spentDevices);
        if (!spent.contains(name)) {
            spent.add(name);
        }
        return new Passage(epoch, operation, lastAct, Optional.of(name), List.copyOf(spent), unclean, guestClock);
    }

    public Passage withoutDevice() {
        return new Passage(epoch, operation, lastAct, Optional.empty(), spentDevices, unclean, guestClock);
    }

    public Passage uncleanly(boolean left) {
        return new Passage(epoch, operation, lastAct, device, spentDevices, left, guestClock);
    }

    public Passage withGuestClock(long secondsAhead) {
        return new Passage(epoch, operation, lastAct, device, spentDevices, unclean, secondsAhead);
    }
}
