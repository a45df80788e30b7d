package dev.sojourn.slack.workspace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Bolt on what Slack hands over, several at a time, and acknowledges whatever comes of it: an envelope without an
 * acknowledgement within three seconds is an error in the face of the person who typed. That is how somebody hears of a click
 * that could not be taken.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int HANDLERS = 8;
    private static final String SORRY =
            "That could not be dealt with here; it is in the log. Nothing was started. Try again in a minute.";
    private static final String STOPPING =
            "Sojourn is just being restarted. Nothing was started; type that again in a minute.";

    /** A listener's answer to a click that could not be written down: an acknowledgement has no words in which to say so. */
    public static final Response NOT_TAKEN = Response.error(503);

    private final App app;
    private final SocketModeRequestParser parser;
    private final Consumer<String> answer;
    private final Consumer<Duration> acknowledged;
    private final Seen seen = new Seen(5000);
    private final ExecutorService handlers = Executors.newFixedThreadPool(HANDLERS, Threads.named("slack-inbox"));

    /** For one connection, where nobody counts. */
    public Inbox(App app, Consumer<String> answer) {
        this(app, answer, took -> {});
    }

    /**
     * For one connection.
     *
     * @param answer sends a frame to Slack
     * @param acknowledged hears how long after its arrival an envelope was acknowledged
     */
    public Inbox(App app, Consumer<String> answer, Consumer<Duration> acknowledged) {
        this.app = app;
        this.parser = new SocketModeRequestParser(app.config());
        this.answer = answer;
        this.acknowledged = acknowledged;
    }

    public void take(Envelope envelope) {
        long taken = System.nanoTime();
        try {
            handlers.execute(() -> {
                handle(envelope);
                acknowledged.accept(Duration.ofNanos(System.nanoTime() - taken));
            });
        } catch (RejectedExecutionException stopping) {
            // An event without an acknowledgement is delivered again, to whoever is connected then. A command is not.
            if (envelope.isSlashCommand()) {
                acknowledge(envelope, Optional.of(text(STOPPING)));
            }
        }
    }

    /** Lets what is under way end. */
    public void stop(Duration patience) throws InterruptedException {
        handlers.shutdown();
        if (!handlers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some requests of Slack were still being dealt with at the stop");
            handlers.shutdownNow();
        }
    }

    private void handle(Envelope envelope) {
        if (!seen.isNew(envelope.id().orElse(""))
                || !envelope.event().map(seen::isNew).orElse(true)) {
            acknowledge(envelope, Optional.empty());
            return;
        }
        Optional<JsonElement> payload;
        try {
            payload = dealtWith(envelope);
        } catch (NotTaken untold) {
            LOG.warn("A {} was not taken, so it is not acknowledged: Slack tells the person", envelope.type());
            return;
        } catch (Exception failure) {
            LOG.error("A {} of Slack could not be dealt with", envelope.type(), failure);
            payload = envelope.isSlashCommand() ? Optional.of(text(SORRY)) : Optional.empty();
        }
        acknowledge(envelope, payload);
    }

    /** Bolt's answer. Its handlers may throw anything that is an Exception. */
    private Optional<JsonElement> dealtWith(Envelope envelope) throws Exception {
        SocketModeRequest request = parser.parse(envelope.frame());
        if (request == null || request.getBoltRequest() == null) {
            LOG.warn("Slack handed over a {}, which nobody here knows; acknowledged", envelope.type());
            return Optional.empty();
        }
        Response response = app.run(request.getBoltRequest());
        if (response.getStatusCode() == NOT_TAKEN.getStatusCode()) {
            throw new NotTaken();
        }
        if (response.getStatusCode() != 200) {
            LOG.warn(
                    "Bolt answered a {} with status {}: {}",
                    envelope.type(),
                    response.getStatusCode(),
                    response.getBody());
            return envelope.isSlashCommand() ? Optional.of(text(SORRY)) : Optional.empty();
        }
        String body = Objects.requireNonNullElse(response.getBody(), "");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        boolean json = Objects.requireNonNullElse(response.getContentType(), "").startsWith("application/json");
        return Optional.of(json ? JsonParser.parseString(body) : text(body));
    }

    private void acknowledge(Envelope envelope, Optional<JsonElement> payload) {
        if (envelope.id().isEmpty()) {
            return;
        }
        JsonObject frame = new JsonObject();
        frame.add("envelope_id", new JsonPrimitive(envelope.id().get()));
        // https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge: events take no payload
        if (!envelope.isEvent()) {
            payload.ifPresent(body -> frame.add("payload", body));
        }
        try {
            answer.accept(frame.toString());
        } catch (RuntimeException gone) {
            LOG.warn("A {} is not acknowledged, the connection is gone: {}", envelope.type(), gone.toString());
        }
    }

    private static JsonObject text(String words) {
        JsonObject message = new JsonObject();
        message.addProperty("text", words);
        return message;
    }

    private static final class NotTaken extends Exception {

        private static final long serialVersionUID = 1;
    }
}
