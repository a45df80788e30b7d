package dev.sojourn.playground.cloud;

import dev.sojourn.playground.Fault;
import org.jspecify.annotations.Nullable;

/** The fault, if any, that the action itself has to play. */
record Struck(@Nullable Fault fault) {
    boolean isStuck() {
        return is("stuck");
    }

    boolean isStale() {
        return is("stale");
    }

    boolean lacksCapacity() {
        return is("capacity");
    }

    boolean losesAgent() {
        return is("agent_lost");
    }

    /** Capacity is refused only once the instance has been accepted: it goes from pending to terminated. */
    boolean isAsynchronous() {
        return fault != null && fault.code() != null && fault.code().startsWith("Server.");
    }

    private boolean is(String mode) {
        return fault != null && fault.mode().equals(mode);
    }
}
