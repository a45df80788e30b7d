package dev.sojourn.playground.slack;

import java.time.Duration;

/** A limit of the Web API (https://docs.slack.dev/apis/web-api/rate-limits): so many calls within any window. */
enum RateLimit {
    /**
     * {@code apps.connections.open}: one a minute and "a small amount of burst behavior", which is here what a few
     * restarts of a bot need, since Bolt opens two each time.
     */
    TIER_1(20, Duration.ofMinutes(1)),
    TIER_2(20, Duration.ofMinutes(1)),
    TIER_3(50, Duration.ofMinutes(1)),
    TIER_4(100, Duration.ofMinutes(1)),
    /** {@code chat.postMessage}: one a second in each channel, short bursts allowed. */
    POSTING(4, Duration.ofSeconds(4)),
    /** {@code chat.postMessage} in the whole workspace: several hundred a minute. */
    ALL_POSTING(300, Duration.ofMinutes(1)),
    /** Methods with a limit that Slack does not tell: hundreds a minute. */
    UNLIMITED(600, Duration.ofMinutes(1));

    private final int calls;
    private final Duration window;

    RateLimit(int calls, Duration window) {
        this.calls = calls;
        this.window = window;
    }

    int calls() {
        return calls;
    }

    Duration window() {
        return window;
    }
}
