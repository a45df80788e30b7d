package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Fault;
import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.TrafficEntry;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One request of a bot: lets a fault strike, records what went back, and sends it or closes the connection. */
final class Exchange {
    private final Kernel kernel;
    private final Interference interference;

    Exchange(Kernel kernel) {
        this.kernel = kernel;
        this.interference = new Interference(kernel);
    }

    /** Blocks as long as a fault wants; {@code writer} is called only where an answer goes back. */
    void serve(
            RoutingContext context,
            String action,
            ObjectNode parameters,
            Supplier<Answer> call,
            Consumer<Answer> writer) {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        Map<String, String> facts = facts(parameters);
        Optional<Fault> fault = interference.find(action, facts);
        Optional<Answer> answer =
                fault.isPresent() ? interference.around(fault.get(), action, facts, call) : Optional.of(call.get());
        kernel.traffic()
                .record(new TrafficEntry(
                        0,
                        at,
                        "in",
                        "slack",
                        action,
                        parameters,
                        answer.map(Answer::body).orElse(null),
                        answer.map(Answer::status).orElse(0),
                        (System.nanoTime() - begun) / 1e6,
                        context.request().remoteAddress().toString(),
                        fault.map(Fault::id).orElse(null)));
        answer.ifPresentOrElse(writer, () -> context.request().connection().close());
    }

    /** What a fault rule's match may name: every short value among the parameters. */
    private static Map<String, String> facts(ObjectNode parameters) {
        Map<String, String> facts = new LinkedHashMap<>();
        parameters.properties().forEach(field -> {
            if (field.getValue().isValueNode() && field.getValue().asText().length() <= 255) {
                facts.put(field.getKey(), field.getValue().asText());
            }
        });
        return facts;
    }
}
