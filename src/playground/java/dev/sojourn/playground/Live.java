package dev.sojourn.playground;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells open pages, by server-sent events, which topic to ask for anew. */
public final class Live {
    private static final long COALESCED_MS = 150;
    private static final Set<String> TOPICS = Set.of("messages", "views", "cloud", "traffic", "faults", "connections");

    private final ScheduledExecutorService timer;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final Set<HttpServerResponse> pages = ConcurrentHashMap.newKeySet();

    /** Sends from the timer's threads. */
    public Live(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Says that the topic has changed; at most one event per topic per {@value #COALESCED_MS} ms is sent. */
    public void changed(String topic) {
        if (!TOPICS.contains(topic)) {
            throw new IllegalArgumentException("no such topic: " + topic + "; one of " + TOPICS);
        }
        if (!pages.isEmpty() && due.add(topic)) {
            timer.schedule(() -> send(topic), COALESCED_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Adds {@code GET /playground/live}. */
    public void installRoutes(Router router) {
        router.get("/playground/live").handler(this::open);
    }

    private void open(RoutingContext context) {
        HttpServerResponse page = context.response();
        page.setChunked(true).putHeader("content-type", "text/event-stream").putHeader("cache-control", "no-store");
        page.closeHandler(closed -> pages.remove(page));
        page.write("retry: 1000\n\n");
        pages.add(page);
    }

    private void send(String topic) {
        due.remove(topic);
        for (HttpServerResponse page : pages) {
            if (page.closed() || page.ended()) {
                pages.remove(page);
            } else if (!page.writeQueueFull()) {
                page.write("event: " + topic + "\ndata: {}\n\n");
            }
        }
    }
}
