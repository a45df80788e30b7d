package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Events: sent again, with the same event id, until one is acknowledged. */
final class Events {
    private static final List<Duration> RETRIES = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final Deliveries deliveries;
    private final ScheduledExecutorService timer;

    Events(Deliveries deliveries, ScheduledExecutorService timer) {
        this.deliveries = deliveries;
        this.timer = timer;
    }

    /** Completes with the first attempt's outcome; the others follow by themselves. */
    CompletableFuture<Ack> send(ObjectNode payload) {
        return attempt(payload, 0, "");
    }

    private CompletableFuture<Ack> attempt(ObjectNode payload, int number, String reason) {
        CompletableFuture<Ack> ack = deliveries.send(Envelope.event(payload, number, reason));
        ack.thenAccept(first -> {
            if (!first.isIn() && number < RETRIES.size()) {
                String why = first.delivered() ? "timeout" : "connection_failed";
                timer.schedule(
                        () -> attempt(payload, number + 1, why),
                        RETRIES.get(number).toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        });
        return ack;
    }
}
