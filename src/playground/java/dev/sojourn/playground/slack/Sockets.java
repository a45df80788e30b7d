package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Fault;
import dev.sojourn.playground.Kernel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code /link}: the open connections of the bot, in turn. */
final class Sockets {
    private static final int MOST = 10;
    private static final Set<String> MODES = Set.of("disconnect", "close");
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Kernel kernel;
    private final Tickets tickets = new Tickets();
    private final Map<String, Connection> open = new LinkedHashMap<>();
    private Consumer<String> frames = frame -> {};
    private long opened;
    private long turn;

    Sockets(Kernel kernel) {
        this.kernel = kernel;
        kernel.faults().whenAdded("slack", ignored -> strike());
        kernel.timer().scheduleWithFixedDelay(this::checkAlive, 10, 10, TimeUnit.SECONDS);
    }

    void install(Router router) {
        router.get("/link").handler(this::accept);
    }

    /** Who reads what bots send; one reader. */
    void onFrame(Consumer<String> reader) {
        frames = reader;
    }

    /** An address for one connection. */
    String issueUrl() {
        return kernel.baseUrl().get().replaceFirst("^http", "ws") + "/link/?ticket=" + tickets.issue() + "&app_id="
                + Team.APP;
    }

    /** The connection whose turn it is, or the named one; empty where there is none. */
    synchronized Optional<Connection> next(Optional<String> id) {
        if (id.isPresent()) {
            return Optional.ofNullable(open.get(id.get()));
        }
        List<Connection> staying = open.values().stream()
                .filter(connection -> !connection.isLeaving())
                .toList();
        List<Connection> candidates = staying.isEmpty() ? List.copyOf(open.values()) : staying;
        turn++;
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get((int) (turn % candidates.size())));
    }

    synchronized boolean isOpen(String id) {
        return open.containsKey(id);
    }

    synchronized List<ObjectNode> shown() {
        ObjectMapper json = kernel.json();
        return open.values().stream().map(connection -> connection.shown(json)).toList();
    }

    void closeAll() {
        everyOne().forEach(Connection::close);
    }

    private void accept(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!tickets.use(String.valueOf(request.getParam("ticket")))) {
            context.response().setStatusCode(403).end("invalid ticket\n");
            return;
        }
        boolean brief = "true".equals(request.getParam("debug_reconnects"));
        request.toWebSocket()
                .onSuccess(socket ->
                        welcome(socket, request.connection(), brief ? Connection.SHORT_LIFE : Connection.LIFE))
                .onFailure(context::fail);
    }

    private void welcome(ServerWebSocket socket, HttpConnection line, Duration life) {
        Connection connection;
        int count;
        synchronized (this) {
            opened++;
            connection = new Connection("connection-" + opened, socket, line);
            open.put(connection.id(), connection);
            count = open.size();
        }
        socket.textMessageHandler(frames::accept);
        socket.closeHandler(closed -> forget(connection));
        kernel.live().changed("connections");
        connection.hello(kernel.json(), count, life);
        if (count > MOST) {
            connection.disconnect(kernel.json(), "too_many_websockets");
            connection.close();
            return;
        }
        kernel.timer().schedule(() -> warn(connection), life.minus(GRACE).toSeconds(), TimeUnit.SECONDS);
        kernel.timer().schedule(() -> refresh(connection), life.toSeconds(), TimeUnit.SECONDS);
        strike();
    }

    private synchronized void forget(Connection connection) {
        open.remove(connection.id());
        kernel.live().changed("connections");
    }

    private void warn(Connection connection) {
        if (isOpen(connection.id())) {
            connection.disconnect(kernel.json(), "warning");
        }
    }

    private void refresh(Connection connection) {
        leave(connection, "refresh_requested");
    }

    private void leave(Connection connection, String reason) {
        if (isOpen(connection.id())) {
            connection.disconnect(kernel.json(), reason);
            if (!reason.equals("warning")) {
                kernel.timer().schedule(connection::close, GRACE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    /** Applies rules of the modes disconnect and close, which need no call to strike. */
    private void strike() {
        for (Connection connection : everyOne()) {
            Optional<Fault> fault =
                    kernel.faults().take("slack", "connection", Map.of("connection", connection.id()), MODES);
            if (fault.isPresent() && fault.get().mode().equals("close")) {
                connection.cut();
            } else if (fault.isPresent()) {
                String code = fault.get().code();
                leave(connection, code == null ? "refresh_requested" : code);
            }
        }
    }

    private void checkAlive() {
        everyOne().forEach(Connection::checkAlive);
    }

    private synchronized List<Connection> everyOne() {
        return new ArrayList<>(open.values());
    }
}
