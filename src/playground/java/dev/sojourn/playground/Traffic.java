package dev.sojourn.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@value #KEPT} calls of all services, oldest first. */
public final class Traffic {
    private static final int KEPT = 20_000;

    /** Numbers are promised on disk in blocks, so that none is given twice and few writes are needed. */
    private static final long BLOCK = 10_000;

    private final Path promised;
    private final ObjectMapper json;
    private final Live live;
    private final Deque<TrafficEntry> entries = new ArrayDeque<>();
    private long next;
    private long end;

    /** Goes on after the numbers that an earlier run with this folder may have given. */
    public Traffic(Path folder, ObjectMapper json, Live live) throws IOException {
        this.promised = folder.resolve("state").resolve("traffic-numbers");
        this.json = json;
        this.live = live;
        Files.createDirectories(promised.getParent());
        next = Files.exists(promised)
                ? Long.parseLong(Files.readString(promised).strip())
                : 1;
        end = next;
    }

    /** Numbers and keeps the entry; its own {@code n} is not looked at. */
    public void record(TrafficEntry entry) {
        synchronized (this) {
            if (next == end) {
                promise();
            }
            entries.addLast(entry.numbered(next++));
            if (entries.size() > KEPT) {
                entries.removeFirst();
            }
        }
        live.changed("traffic");
    }

    /** The entries with a number above {@code n}, oldest first. */
    public synchronized List<TrafficEntry> since(long n) {
        return entries.stream().filter(entry -> entry.n() > n).toList();
    }

    /** Adds {@code GET /playground/traffic?since=n}. */
    public void installRoutes(Router router) {
        router.get("/playground/traffic").blockingHandler(this::list, false);
    }

    private void promise() {
        end = next + BLOCK;
        try {
            Path fresh = promised.resolveSibling("traffic-numbers.tmp");
            Files.writeString(fresh, Long.toString(end));
            Files.move(fresh, promised, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void list(RoutingContext context) {
        String since = context.queryParams().get("since");
        try {
            long n = since == null ? 0 : Long.parseLong(since);
            context.response().putHeader("content-type", "application/json").end(json.writeValueAsString(since(n)));
        } catch (NumberFormatException wrong) {
            context.response().setStatusCode(400).end("{\"error\":\"since is a number\"}");
        } catch (JsonProcessingException failed) {
            context.fail(failed);
        }
    }
}
