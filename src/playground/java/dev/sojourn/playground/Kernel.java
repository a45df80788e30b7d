package dev.sojourn.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What both sides share.
 *
 * @param folder the state's folder, absolute
 * @param baseUrl {@code http://127.0.0.1:port}, without a slash at the end; known before any side starts
 * @param timer for short tasks only: it has few threads
 * @param seed of everything that is drawn at random
 */
public record Kernel(
        Vertx vertx,
        Path folder,
        Supplier<String> baseUrl,
        Pace pace,
        Faults faults,
        Traffic traffic,
        Live live,
        ObjectMapper json,
        ScheduledExecutorService timer,
        long seed) {}
