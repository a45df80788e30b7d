package dev.sojourn.simulator;

/** What can go wrong, each in its own way. */
enum Fault {
    // A call of the bot's to the cloud.
    ERROR,
    THROTTLED,
    REQUEST_LOST,
    RESPONSE_LOST,
    LATE_EFFECT,
    DUPLICATE_EFFECT,
    SLOW_CALL,
    READ_FAILS,
    STALE_READ,
    FORGOTTEN_FOR_A_MOMENT,
    // The bot itself.
    CRASH_BEFORE_EFFECT,
    CRASH_AFTER_EFFECT,
    CRASH_AT_WRITE,
    PAUSE,
    // EC2.
    NO_CAPACITY,
    /** The account may have no more running, of all types in one market. */
    QUOTA,
    LAUNCH_DIES,
    SLOW_ATTACH,
    STUCK_ATTACHING,
    STUCK_DETACHING,
    SLOW_END,
    DELETED_WITH_ITS_MACHINE,
    TOKEN_MISMATCH,
    SPOT_RECLAIM,
    BUILDER_DIES,
    BUILDER_FREEZES,
    // SSM and guests.
    AGENT_LOST,
    AGENT_NEVER_COMES,
    COMMAND_LATE,
    COMMAND_TWICE,
    COMMAND_NEVER_ARRIVES,
    SCRIPT_FAILS,
    CLOCK_WRONG,
    BUILD_KILLED,
    BUILD_HANGS,
    // People's own hands.
    DETACHED_BY_HAND,
    ATTACHED_BY_HAND,
    BUILDER_TERMINATED_BY_HAND,
    HOST_STOPPED,
    HOST_REBOOTED,
    HOST_TERMINATED,
    HOST_AGENT_LOST,
    // Clicks and people in the tree.
    CANCEL,
    APPROVED_TWICE,
    APPROVED_TOO_LATE,
    DENIED,
    HELD,
    HELD_STUBBORNLY,
    NO_ROOM,
    OTHER_TOOLS,
    /** What would help was offered, and somebody pressed it. */
    REMEDY,
    /** Those that failed, once more. */
    TESTS_AGAIN,
    /** Somebody who waits for a builder had it tried at once, or took one on demand. */
    TRIED_NOW,
    TOOK_ON_DEMAND,
    /** Any button, at any time, also when it is over. */
    CLICKED_LATE,
    SLOTS_LISTED,
    // Slack.
    CHAT_AWAY;

    boolean isMomentOf(Fault first, Fault last) {
        return compareTo(first) >= 0 && compareTo(last) <= 0;
    }
}
