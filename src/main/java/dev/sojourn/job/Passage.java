package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What must be remembered about the volume's moves. Where the volume is stands nowhere here: EC2 is asked.
 *
 * @param epoch grows with every move of the volume, over all jobs; guests refuse an older one
 * @param operations how many guest commands this job has had: makes their ids unique
 * @param operation the guest command under way, if any
 * @param lastAct what was asked of the cloud last
 * @param names device names of its attachments
 * @param unclean the volume left a guest without an unmount that was seen: its filesystem is checked before the next mount
 * @param guestClock how far the last guest's clock was ahead of ours when it last answered, in seconds
 * @param trouble what the cloud or a guest said against the current step, if anything
 */
public record Passage(
        int epoch,
        int operations,
        Optional<Operation> operation,
        Optional<Act> lastAct,
        DeviceNames names,
        boolean unclean,
        long guestClock,
        Optional<String> trouble) {

    /**
     * One asked thing: repeated only after a pause, and never believed before it is seen.
     *
     * @param times how often in a row within this step
     */
    public record Act(String what, Instant at, int times) {}

    public static Passage starting(int epoch) {
        return new Passage(epoch, 0, Optional.empty(), Optional.empty(), DeviceNames.NONE, false, 0, Optional.empty());
    }

    /** A new command to a guest: the one before is forgotten. */
    public Passage with(Operation next) {
        return with(Optional.of(next));
    }

    public Passage withoutOperation() {
        return with(Optional.<Operation>empty());
    }

    private Passage with(Optional<Operation> next) {
        return new Passage(epoch, operations, next, lastAct, names, unclean, guestClock, trouble);
    }

    /** The number of the next command. */
    public Passage countOperation() {
        return new Passage(epoch, operations + 1, operation, lastAct, names, unclean, guestClock, trouble);
    }

    /** Another step: its troubles and acts are its own. */
    public Passage enteringStep() {
        return new Passage(
                epoch, operations, Optional.empty(), Optional.empty(), names, unclean, guestClock, Optional.empty());
    }

    /** Notes that something is about to be asked of the cloud. */
    public Passage acting(String what, Instant at) {
        Act act = new Act(what, at, timesAsked(what) + 1);
        return new Passage(epoch, operations, operation, Optional.of(act), names, unclean, guestClock, trouble);
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
        return atEpoch(epoch + 1);
    }

    public Passage atEpoch(int given) {
        return new Passage(given, operations, operation, lastAct, names, unclean, guestClock, trouble);
    }

    /** For example {@code naming(names -> names.using("/dev/sdf"))}. */
    public Passage naming(UnaryOperator<DeviceNames> change) {
        return new Passage(epoch, operations, operation, lastAct, change.apply(names), unclean, guestClock, trouble);
    }

    public Passage uncleanly(boolean left) {
        return new Passage(epoch, operations, operation, lastAct, names, left, guestClock, trouble);
    }

    public Passage withGuestClock(long secondsAhead) {
        return new Passage(epoch, operations, operation, lastAct, names, unclean, secondsAhead, trouble);
    }

    public Passage inTrouble(String words) {
        return new Passage(epoch, operations, operation, lastAct, names, unclean, guestClock, Optional.of(words));
    }
}
