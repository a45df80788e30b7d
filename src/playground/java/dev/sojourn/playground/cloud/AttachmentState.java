package dev.sojourn.playground.cloud;

import java.util.Locale;

/** The states of an attachment; a detached volume has none. */
enum AttachmentState {
    ATTACHING,
    ATTACHED,
    DETACHING,
    /** Asked to detach while the guest still has it mounted. */
    BUSY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isLeaving() {
        return this == DETACHING || this == BUSY;
    }
}
