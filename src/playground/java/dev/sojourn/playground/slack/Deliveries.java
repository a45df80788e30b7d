package dev.sojourn.playground.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.playground.Fault;
import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.TrafficEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends envelopes, each to exactly one connection, and waits three seconds for each acknowledgement. */
final class Deliveries {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<String> MODES =
            Set.of("delay", "drop_request", "drop_response", "duplicate", "hold_before");

    private final Kernel kernel;
    private final Sockets sockets;
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

    Deliveries(Kernel kernel, Sockets sockets) {
        this.kernel = kernel;
        this.sockets = sockets;
        sockets.onFrame(this::read);
    }

    /** Completes with the acknowledgement, or without one when patience is over; never exceptionally. */
    CompletableFuture<Ack> send(Envelope envelope) {
        Optional<Fault> fault = kernel.faults().take("slack", envelope.action(), envelope.facts(), MODES);
        String mode = fault.map(Fault::mode).orElse("");
        Sending sending = new Sending(envelope, fault.map(Fault::id).orElse(null), Instant.now(), System.nanoTime());
        return switch (mode) {
            case "drop_request" -> giveUp(sending);
            case "drop_response" -> {
                transmit(sending, ignored -> {});
                yield giveUp(sending);
            }
            case "duplicate" -> {
                deliver(sending);
                yield deliver(sending);
            }
            case "delay" -> later(sending, Interference.delay(fault.orElseThrow()));
            case "hold_before" ->
                kernel.faults()
                        .hold(fault.orElseThrow(), envelope.action(), envelope.facts())
                        .thenComposeAsync(released -> deliver(sending), kernel.timer());
            default -> deliver(sending);
        };
    }

    private CompletableFuture<Ack> later(Sending sending, long delayMs) {
        CompletableFuture<Ack> ack = new CompletableFuture<>();
        kernel.timer().schedule(() -> deliver(sending).thenAccept(ack::complete), delayMs, TimeUnit.MILLISECONDS);
        return ack;
    }

    private CompletableFuture<Ack> deliver(Sending sending) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        if (!transmit(sending, id -> awaited.put(id, answer))) {
            Ack none = new Ack(null, 0, false);
            record(sending, none, null);
            return CompletableFuture.completedFuture(none);
        }
        return answer.completeOnTimeout(kernel.json().missingNode(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(payload -> {
                    awaited.values().remove(answer);
                    Ack ack = new Ack(payload.isMissingNode() ? null : payload, sending.ms(), true);
                    record(sending, ack, sending.connection);
                    return ack;
                });
    }

    /** The bot's acknowledgement counts for nothing; the person waits as long as for any other. */
    private CompletableFuture<Ack> giveUp(Sending sending) {
        CompletableFuture<Ack> ack = new CompletableFuture<>();
        kernel.timer()
                .schedule(
                        () -> {
                            Ack none = new Ack(null, sending.ms(), true);
                            record(sending, none, sending.connection);
                            ack.complete(none);
                        },
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
        return ack;
    }

    private boolean transmit(Sending sending, Consumer<String> beforeSending) {
        Optional<Connection> connection = sockets.next(Optional.ofNullable(sending.envelope.connection()));
        connection.ifPresent(line -> {
            String id = sending.envelope.newId();
            beforeSending.accept(id);
            sending.connection = line.id();
            line.send(sending.envelope.frame(id, kernel.json()));
        });
        return connection.isPresent();
    }

    private void read(String frame) {
        JsonNode ack;
        ObjectMapper json = kernel.json();
        try {
            ack = json.readTree(frame);
        } catch (JsonProcessingException wrong) {
            kernel.traffic()
                    .record(new TrafficEntry(
                            0, Instant.now(), "in", "slack", "unreadable frame", frame, null, 400, 0, null, null));
            return;
        }
        String id = ack.path("envelope_id").asText();
        CompletableFuture<JsonNode> answer = awaited.remove(id);
        if (answer != null) {
            answer.complete(ack.hasNonNull("payload") ? ack.path("payload") : json.createObjectNode());
        } else {
            kernel.traffic()
                    .record(new TrafficEntry(
                            0, Instant.now(), "in", "slack", "late or unknown ack", ack, null, 404, 0, null, null));
        }
    }

    private void record(Sending sending, Ack ack, @Nullable String connection) {
        kernel.traffic()
                .record(new TrafficEntry(
                        0,
                        sending.at,
                        "out",
                        "slack",
                        sending.envelope.action(),
                        sending.envelope.payload(),
                        ack.payload(),
                        ack.isIn() ? 200 : 0,
                        ack.ms(),
                        connection,
                        sending.fault));
    }

    private static final class Sending {
        private final Envelope envelope;
        private final @Nullable String fault;
        private final Instant at;
        private final long begun;
        private volatile @Nullable String connection;

        private Sending(Envelope envelope, @Nullable String fault, Instant at, long begun) {
            this.envelope = envelope;
            this.fault = fault;
            this.at = at;
            this.begun = begun;
        }

        private double ms() {
            return (System.nanoTime() - begun) / 1e6;
        }
    }
}
