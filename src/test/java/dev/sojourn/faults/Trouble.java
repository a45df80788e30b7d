package dev.sojourn.faults;

import java.util.Locale;
import java.util.Map;

/** What goes wrong at a place. */
enum Trouble {
    ERROR("error"),
    THROTTLE("throttle"),
    /** Longer than the client waits. */
    DELAY("delay"),
    DROP_REQUEST("drop_request"),
    DROP_RESPONSE("drop_response"),
    /** No answer, and the effect when the bot has asked again. */
    LATE("late"),
    KILL_BEFORE("hold_before"),
    KILL_AFTER("hold_after");

    private static final long LATE_MS = 4_000;
    private static final long SLACK_GIVES_UP_MS = 11_000;
    private static final long LAUNCH_GIVES_UP_MS = 31_000;
    private static final long CHANGE_GIVES_UP_MS = 16_000;

    private final String mode;

    Trouble(String mode) {
        this.mode = mode;
    }

    /** The playground's word for it. */
    String mode() {
        return mode;
    }

    boolean kills() {
        return this == KILL_BEFORE || this == KILL_AFTER;
    }

    /** What a rule needs besides the mode. */
    Map<String, ?> details(Place.Call call) {
        return switch (this) {
            case LATE -> Map.of("delay_ms", LATE_MS);
            case DELAY -> Map.of("delay_ms", patience(call));
            case THROTTLE -> Map.of("retry_after_s", 1);
            case ERROR, DROP_REQUEST, DROP_RESPONSE, KILL_BEFORE, KILL_AFTER -> Map.of();
        };
    }

    private static long patience(Place.Call call) {
        if (call.isSlack()) {
            return SLACK_GIVES_UP_MS;
        }
        return call.action().equals("RunInstances") ? LAUNCH_GIVES_UP_MS : CHANGE_GIVES_UP_MS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
