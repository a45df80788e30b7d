package dev.sojourn.web;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages up to date by server-sent events. A page is rendered once a second for all who look at it, and only while
 * somebody does; it is sent when it has changed. Nobody looking costs nothing.
 */
final class Live implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int MOST_LISTENERS = 200;
    private static final int HEARTBEAT_ROUNDS = 15;

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "dashboard-live");
        thread.setDaemon(true);
        return thread;
    });
    private long rounds;

    Live(Duration pause) {
        pulse.scheduleWithFixedDelay(this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One page with those who look at it. */
    private static final class Channel {

        private final Supplier<String> render;
        private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();
        private String last = "";

        Channel(Supplier<String> render) {
            this.render = render;
        }
    }

    /** @return whether there is room for one more */
    boolean listen(String page, Supplier<String> render, HttpServerResponse response) {
        if (channels.values().stream().mapToInt(one -> one.listeners.size()).sum() >= MOST_LISTENERS) {
            return false;
        }
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.putHeader("Cache-Control", "no-store");
        // A proxy that collects an answer before it hands it on would make a live page a dead one.
        response.putHeader("X-Accel-Buffering", "no");
        channels.compute(page, (name, known) -> {
            Channel channel = known == null ? new Channel(render) : known;
            channel.listeners.add(response);
            // What this one has was rendered a moment ago, and perhaps not what the others have.
            channel.last = "";
            return channel;
        });
        response.closeHandler(gone -> leave(page, response));
        response.exceptionHandler(gone -> leave(page, response));
        response.write("retry: 2000\n\n");
        return true;
    }

    private void leave(String page, HttpServerResponse response) {
        channels.computeIfPresent(page, (name, channel) -> {
            channel.listeners.remove(response);
            return channel.listeners.isEmpty() ? null : channel;
        });
    }

    private void round() {
        rounds++;
        channels.forEach((page, channel) -> {
            try {
                String now = channel.render.get();
                if (!now.equals(channel.last)) {
                    channel.last = now;
                    send(page, channel, "data: " + now.replace("\n", "\ndata: ") + "\n\n");
                } else if (rounds % HEARTBEAT_ROUNDS == 0) {
                    send(page, channel, ": still here\n\n");
                }
            } catch (RuntimeException failed) {
                LOG.warn("The live page {} cannot be made now; trying again", page, failed);
            }
        });
    }

    /** Whoever reads too slowly is let go: the browser comes again by itself, and gets the newest. */
    private void send(String page, Channel channel, String event) {
        for (HttpServerResponse listener : channel.listeners) {
            if (listener.closed() || listener.ended()) {
                leave(page, listener);
            } else if (listener.writeQueueFull()) {
                leave(page, listener);
                listener.end();
            } else {
                listener.write(event);
            }
        }
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        channels.values().forEach(channel -> channel.listeners.forEach(HttpServerResponse::end));
        channels.clear();
    }
}
