package dev.sojourn.playground.cloud;

import dev.sojourn.playground.Fault;
import dev.sojourn.playground.Faults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets the fault rules come between a call, its effect and its answer. */
final class FaultyCalls {
    private static final long REORDER_MS = 5_000;
    private static final long LATE_MS = 3_000;

    private final Faults faults;
    private final ExecutorService late = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "late-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Object order = new Object();
    private long completed;

    FaultyCalls(Faults faults) {
        this.faults = faults;
    }

    /** The rule that strikes a call about any of these things; {@code candidates} has at least one element. */
    Optional<Fault> strike(String service, String action, List<Map<String, String>> candidates) {
        for (Map<String, String> facts : candidates) {
            Optional<Fault> fault = faults.take(service, action, facts);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Empty where the connection is to be closed without an answer. Blocks for as long as the rule says. */
    Optional<Answer> run(
            String action,
            Map<String, String> facts,
            @Nullable Fault fault,
            Function<Struck, Answer> effect,
            Function<AwsError, Answer> refusal,
            AwsError throttled) {
        try {
            return fault == null
                    ? Optional.of(effect.apply(new Struck(null)))
                    : struck(action, facts, fault, effect, refusal, throttled);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            synchronized (order) {
                completed++;
                order.notifyAll();
            }
        }
    }

    private Optional<Answer> struck(
            String action,
            Map<String, String> facts,
            Fault fault,
            Function<Struck, Answer> effect,
            Function<AwsError, Answer> refusal,
            AwsError throttled)
            throws InterruptedException {
        Struck plain = new Struck(null);
        switch (fault.mode()) {
            case "error":
                return Optional.of(refusal.apply(error(fault)));
            case "throttle":
                return Optional.of(throttled(refusal.apply(throttled), fault));
            case "drop_request", "close", "disconnect":
                return Optional.empty();
            case "drop_response":
                effect.apply(plain);
                return Optional.empty();
            case "late":
                late.execute(() -> {
                    sleep(fault, LATE_MS);
                    effect.apply(plain);
                });
                return Optional.empty();
            case "delay":
                TimeUnit.MILLISECONDS.sleep(milliseconds(fault, LATE_MS));
                return Optional.of(effect.apply(plain));
            case "hold_before":
                await(fault, action, facts);
                return Optional.of(effect.apply(plain));
            case "hold_after":
                Answer held = effect.apply(plain);
                await(fault, action, facts);
                return Optional.of(held);
            case "duplicate":
                Answer first = effect.apply(plain);
                effect.apply(plain);
                return Optional.of(first);
            case "reorder":
                letOthersPass(milliseconds(fault, REORDER_MS));
                return Optional.of(effect.apply(plain));
            default:
                return Optional.of(effect.apply(new Struck(fault)));
        }
    }

    private static Answer throttled(Answer answer, Fault fault) {
        Integer seconds = fault.retryAfterS();
        return seconds == null
                ? answer
                : new Answer(answer.status(), answer.body(), Map.of("retry-after", seconds.toString()));
    }

    private static AwsError error(Fault fault) {
        String code = fault.code();
        Integer status = fault.httpStatus();
        return new AwsError(
                code == null ? "InternalError" : code,
                status == null ? (code == null ? 500 : 400) : status,
                "The playground was asked to refuse this call (rule " + fault.id() + ").");
    }

    private void await(Fault fault, String action, Map<String, String> facts) throws InterruptedException {
        try {
            faults.hold(fault, action, facts).get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void letOthersPass(long mostMs) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        synchronized (order) {
            long before = completed;
            long left = mostMs;
            while (completed == before && left > 0) {
                order.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        }
    }

    private static long milliseconds(Fault fault, long otherwise) {
        Long milliseconds = fault.delayMs();
        return milliseconds == null ? otherwise : milliseconds;
    }

    private static void sleep(Fault fault, long otherwise) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds(fault, otherwise));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
