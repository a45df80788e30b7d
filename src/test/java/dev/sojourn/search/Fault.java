package dev.sojourn.search;

/** What may go wrong, as often in one history as the bounds say. */
enum Fault {
    REQUEST_LOST,
    RESPONSE_LOST,
    /** The request takes effect at any later moment, and its caller hears nothing. */
    LATE,
    /** It takes effect now, and once more at any later moment. */
    TWICE,
    THROTTLED,
    REFUSED,
    /** The bot is killed between a write and a call, or between a call and the write after it. */
    CRASH,
    /** A look shows EC2 as it was before its last change. */
    STALE_READ,
    /** A deadline passes while something is still under way. */
    SLOW,
    CANCEL,
    DENIED,
    BUILDER_DIES,
    /** By a fuse, a spot notice, or somebody's hand: an orderly shutdown. */
    BUILDER_SHUTS_DOWN,
    BUILDER_HANGS,
    ATTACH_HANGS,
    DETACH_HANGS,
    COMMAND_BREAKS,
    COMMAND_UNANSWERED,
    BUILD_FAILS,
    BUILD_KILLED,
    /** Somebody presses <em>Look again</em> although nothing was mended. */
    LOOK_AGAIN,
    HOST_STOPS
}
