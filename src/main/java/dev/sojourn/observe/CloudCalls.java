package dev.sojourn.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Hears of every call to AWS: counts it, and remembers how it stands with AWS. */
public final class CloudCalls {

    private final Metrics metrics;
    private final InstantSource clock;
    private volatile Standing standing = new Standing(Optional.empty(), Optional.empty(), Optional.empty());

    public CloudCalls(Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * How AWS answered last.
     *
     * @param answered the last answer that was none of its errors
     * @param failed the last that was
     * @param words what it said then
     */
    public record Standing(Optional<Instant> answered, Optional<Instant> failed, Optional<String> words) {}

    /** @param error AWS's code, or the name of the fault; empty after success */
    public void counted(String service, String action, Duration took, Optional<String> error) {
        boolean throttled = error.map(CloudCalls::isThrottle).orElse(false);
        metrics.call(service, action, throttled ? "throttled" : error.isPresent() ? "error" : "ok", took);
        Instant now = clock.instant();
        standing = error.isPresent()
                ? new Standing(
                        standing.answered(), Optional.of(now), Optional.of(service + " " + action + ": " + error.get()))
                : new Standing(Optional.of(now), standing.failed(), standing.words());
    }

    public Standing standing() {
        return standing;
    }

    /** {@code RequestLimitExceeded}, {@code Throttling}, {@code ThrottlingException}, {@code TooManyRequestsException}, … */
    private static boolean isThrottle(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return lower.contains("throttl") || lower.equals("requestlimitexceeded") || lower.startsWith("toomanyrequests");
    }
}
