package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be remembered about the volume's moves. Where the volume is stands nowhere here: EC2 is asked.
 *
 * @param epoch grows with every move of the volume, over all jobs; guests refuse an older one
 * @param operations how many guest commands this job has had: makes their ids unique
 * @param operation the guest command under way, if any
 * @param lastAct what was asked of the cloud last
 * @param device device name of the attachment under way or in force
 * @param spentDevices names used on the current builder or found taken: a name is never used twice
 * @param unclean the volume left a guest without an unmount that was seen: its filesystem is checked before the next mount
 * @param guestClock how far the last guest's clock was ahead of ours when it last answered, in seconds
 * @param trouble what the cloud or a guest said against the current step, if anything
 * @param leaving the attachment whose end was asked for last: a detach may land late, so the volume is not used there again
 */
public record Passage(
        int epoch,
        int operations,
        Optional<Operation> operation,
        Optional<Act> lastAct,
        Optional<String> device,
        List<String> spentDevices,
        boolean unclean,
        long guestClock,
        Optional<String> trouble,
        Optional<Leaving> leaving) {

    /**
     * One asked thing: repeated only after a pause, and never believed before it is seen.
     *
     * @param times how often in a row within this step
     */
    public record Act(String what, Instant at, int times) {}

    /** An attachment by its machine and its name there. */
    public record Leaving(String instance, String device) {}

    public static Passage starting(int epoch) {
        return new Passage(
                epoch,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** A new command to a guest: the one before is forgotten. */
    public Passage with(Operation next) {
        return new Passage(
                epoch,
                operations,
                Optional.of(next),
                lastAct,
                device,
                spentDevices,
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    /** The number of the next command. */
    public Passage countOperation() {
        return new Passage(
                epoch, operations + 1, operation, lastAct, device, spentDevices, unclean, guestClock, trouble, leaving);
    }

    public Passage withoutOperation() {
        return new Passage(
                epoch,
                operations,
                Optional.empty(),
                lastAct,
                device,
                spentDevices,
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    /** Another step: its troubles and acts are its own. */
    public Passage enteringStep() {
        return new Passage(
                epoch,
                operations,
                Optional.empty(),
                Optional.empty(),
                device,
                spentDevices,
                unclean,
                guestClock,
                Optional.empty(),
                leaving);
    }

    /** Notes that something is about to be asked of the cloud. */
    public Passage acting(String what, Instant at) {
        Act act = new Act(what, at, timesAsked(what) + 1);
        return new Passage(
                epoch,
                operations,
                operation,
                Optional.of(act),
                device,
                spentDevices,
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    public int timesAsked(String what) {
        return lastAct.filter(act -> act.what().equals(what)).map(Act::times).orElse(0);
    }

    /** Whether this may be asked (again): never asked in this step, or the pause since is over. */
    @JsonIgnore
    public boolean mayAsk(String what, Instant now, Duration pause) {
        return lastAct.filter(act -> act.what().equals(what))
                .map(act -> !now.isBefore(act.at().plus(pause)))
                .orElse(true);
    }

    /** A new move of the volume begins: guests refuse commands of the one before from the next command on. */
    public Passage nextEpoch() {
        return new Passage(
                epoch + 1, operations, operation, lastAct, device, spentDevices, unclean, guestClock, trouble, leaving);
    }

    public Passage atEpoch(int given) {
        return new Passage(
                given, operations, operation, lastAct, device, spentDevices, unclean, guestClock, trouble, leaving);
    }

    public Passage onDevice(String name) {
        List<String> spent = new ArrayList<>(spentDevices);
        if (!spent.contains(name)) {
            spent.add(name);
        }
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                Optional.of(name),
                List.copyOf(spent),
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    /** An attachment under this new name was refused: it never came, and the name is as good as before. */
    public Passage unspent(String name) {
        int last = spentDevices.size() - 1;
        if (last < 0 || !spentDevices.get(last).equals(name)) {
            return this;
        }
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                device,
                List.copyOf(spentDevices.subList(0, last)),
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    /** Asks for the end of an attachment; its name stays spent. */
    public Passage leaving(String instance, String name) {
        Passage spent = onDevice(name);
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                spent.device,
                spent.spentDevices,
                unclean,
                guestClock,
                trouble,
                Optional.of(new Leaving(instance, name)));
    }

    public boolean isLeaving(String instance, String name) {
        return leaving.equals(Optional.of(new Leaving(instance, name)));
    }

    /** The attachment is gone or never came; its name stays spent. */
    public Passage withoutDevice() {
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                Optional.empty(),
                spentDevices,
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    /** Another machine: all its names are free. */
    public Passage onFreshMachine() {
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                Optional.empty(),
                List.of(),
                unclean,
                guestClock,
                trouble,
                leaving);
    }

    public Passage uncleanly(boolean left) {
        return new Passage(
                epoch, operations, operation, lastAct, device, spentDevices, left, guestClock, trouble, leaving);
    }

    public Passage withGuestClock(long secondsAhead) {
        return new Passage(
                epoch, operations, operation, lastAct, device, spentDevices, unclean, secondsAhead, trouble, leaving);
    }

    public Passage inTrouble(String words) {
        return new Passage(
                epoch,
                operations,
                operation,
                lastAct,
                device,
                spentDevices,
                unclean,
                guestClock,
                Optional.of(words),
                leaving);
    }
}
