package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.playground.Fault;
import dev.sojourn.playground.Kernel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does to a call of the Web API what a fault rule wants. */
final class Interference {
    /** What can happen to a call. */
    static final Set<String> MODES = Set.of(
            "error",
            "throttle",
            "delay",
            "late",
            "hold_before",
            "hold_after",
            "duplicate",
            "drop_request",
            "drop_response");

    private static final long DEFAULT_DELAY_MS = 1000;

    private final Kernel kernel;

    Interference(Kernel kernel) {
        this.kernel = kernel;
    }

    Optional<Fault> find(String action, Map<String, String> facts) {
        return kernel.faults().take("slack", action, facts, MODES);
    }

    /** The answer, or empty where the connection is to be closed without one. Blocks as long as the rule says. */
    Optional<Answer> around(Fault fault, String action, Map<String, String> facts, Supplier<Answer> call) {
        return switch (fault.mode()) {
            case "drop_request" -> Optional.empty();
            case "drop_response" -> {
                call.get();
                yield Optional.empty();
            }
            case "late" -> {
                kernel.timer().schedule(call::get, delay(fault), TimeUnit.MILLISECONDS);
                yield Optional.empty();
            }
            case "duplicate" -> {
                call.get();
                yield Optional.of(call.get());
            }
            case "delay" -> {
                pause(delay(fault));
                yield Optional.of(call.get());
            }
            case "hold_before" -> {
                kernel.faults().hold(fault, action, facts).join();
                yield Optional.of(call.get());
            }
            case "hold_after" -> {
                Answer answer = call.get();
                kernel.faults().hold(fault, action, facts).join();
                yield Optional.of(answer);
            }
            case "throttle" -> Optional.of(throttled(kernel.json(), fault.retryAfterS()));
            case "error" -> Optional.of(error(fault));
            default -> throw new IllegalArgumentException("not a way for a call to fail: " + fault.mode());
        };
    }

    static Answer throttled(ObjectMapper json, @Nullable Integer seconds) {
        return new Answer(
                429, new SlackError("ratelimited").answer(json), seconds == null ? Integer.valueOf(1) : seconds);
    }

    static long delay(Fault fault) {
        return fault.delayMs() == null ? DEFAULT_DELAY_MS : fault.delayMs();
    }

    private Answer error(Fault fault) {
        String code = fault.code() == null ? "internal_error" : fault.code();
        int status = fault.httpStatus() == null ? 200 : fault.httpStatus();
        return new Answer(status, new SlackError(code).answer(kernel.json()), fault.retryAfterS());
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
