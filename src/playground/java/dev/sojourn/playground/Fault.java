package dev.sojourn.playground;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule that makes something go wrong.
 *
 * @param action the API action that it meets, or {@code *} for all of the service
 * @param times how often it strikes; below zero: until it is deleted
 * @param after how many matching calls it lets pass first
 * @param match what must be equal in the call, such as {@code instance} or {@code connection}; a {@code *} before or after it: how
 *     the value must end or begin
 */
public record Fault(
        String id,
        String service,
        String action,
        String mode,
        int times,
        int after,
        Map<String, String> match,
        @Nullable String code,
        @Nullable Integer httpStatus,
        @Nullable Long delayMs,
        @Nullable Integer retryAfterS) {
    /** Who can be made to fail. */
    public static final Set<String> SERVICES = Set.of("ec2", "ssm", "slack");

    /** The ways to fail. */
    public static final Set<String> MODES = Set.of(
            "error",
            "drop_response",
            "drop_request",
            "delay",
            "late",
            "hold_before",
            "hold_after",
            "duplicate",
            "reorder",
            "throttle",
            "stuck",
            "stale",
            "capacity",
            "agent_lost",
            "close",
            "disconnect");

    /** Copies the match and refuses services and modes that do not exist. */
    public Fault {
        match = Map.copyOf(match);
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException("no such service: " + service + "; one of " + SERVICES);
        }
        if (!MODES.contains(mode)) {
            throw new IllegalArgumentException("no such mode: " + mode + "; one of " + MODES);
        }
        if (times == 0 || after < 0) {
            throw new IllegalArgumentException("times must not be 0, after must not be below 0");
        }
    }

    boolean meets(String calledService, String calledAction, Map<String, String> facts) {
        return service.equals(calledService)
                && (action.equals("*") || action.equals(calledAction))
                && match.entrySet().stream().allMatch(rule -> fits(rule.getValue(), facts.get(rule.getKey())));
    }

    private static boolean fits(String wanted, @Nullable String fact) {
        if (fact == null) {
            return false;
        }
        if (wanted.startsWith("*")) {
            return fact.endsWith(wanted.substring(1));
        }
        return wanted.endsWith("*") ? fact.startsWith(wanted.substring(0, wanted.length() - 1)) : fact.equals(wanted);
    }
}
