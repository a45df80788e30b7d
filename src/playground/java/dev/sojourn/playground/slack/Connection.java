package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;

/** One open websocket of a bot. */
final class Connection {
    /** How long Slack keeps one before it asks for a new one. */
    static final Duration LIFE = Duration.ofSeconds(18_060);

    /** The same where the address had {@code &debug_reconnects=true}. */
    static final Duration SHORT_LIFE = Duration.ofSeconds(360);

    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final String id;
    private final ServerWebSocket socket;
    private final HttpConnection line;
    private final Instant since = Instant.now();
    private volatile Instant heard = Instant.now();
    private volatile boolean leaving;
    private volatile int envelopes;

    /** {@code line} is what the websocket runs over. */
    Connection(String id, ServerWebSocket socket, HttpConnection line) {
        this.id = id;
        this.line = line;
        this.socket = socket;
        socket.pongHandler(pong -> heard = Instant.now());
    }

    String id() {
        return id;
    }

    /** Whether the bot was asked to connect anew; such a connection is used only where there is no other. */
    boolean isLeaving() {
        return leaving;
    }

    synchronized void send(ObjectNode frame) {
        envelopes++;
        socket.writeTextMessage(frame.toString());
    }

    void hello(ObjectMapper json, int connections, Duration life) {
        ObjectNode hello = json.createObjectNode().put("type", "hello").put("num_connections", connections);
        hello.putObject("connection_info").put("app_id", Team.APP);
        hello.putObject("debug_info")
                .put("host", "applink-playground")
                .put("started", since.toString())
                .put("build_number", 54)
                .put("approximate_connection_time", life.toSeconds());
        socket.writeTextMessage(hello.toString());
    }

    /** Asks the bot to go; {@code warning} announces it only. */
    void disconnect(ObjectMapper json, String reason) {
        ObjectNode frame = json.createObjectNode().put("type", "disconnect").put("reason", reason);
        frame.putObject("debug_info").put("host", "applink-playground");
        leaving = leaving || !reason.equals("warning");
        socket.writeTextMessage(frame.toString());
    }

    /** Closes as Slack does. */
    void close() {
        socket.close();
    }

    /** Breaks the line without a word, as a lost network does. */
    void cut() {
        line.close();
    }

    /** Pings, and closes where the bot has not answered for 30 s. */
    void checkAlive() {
        if (heard.plus(SILENCE).isBefore(Instant.now())) {
            close();
        } else if (!socket.isClosed()) {
            socket.writePing(Buffer.buffer("ping"));
        }
    }

    ObjectNode shown(ObjectMapper json) {
        return json.createObjectNode()
                .put("id", id)
                .put("since", since.toString())
                .put("client", socket.remoteAddress().toString())
                .put("leaving", leaving)
                .put("envelopes", envelopes);
    }
}
