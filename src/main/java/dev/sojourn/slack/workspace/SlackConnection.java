package dev.sojourn.slack.workspace;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.impl.SocketModeClientTyrusImpl;
import com.slack.api.socket_mode.queue.SocketModeMessageQueue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Socket Mode connection that is kept for ever, on the SDK's Tyrus client and Bolt's {@link App}. In place of
 * {@code SocketModeApp}, which handles one request at a time, leaves failures without an acknowledgement, polls a hundred
 * times a second and may connect again after it was stopped.
 */
public final class SlackConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SlackConnection.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Slack slack;
    private final SlackSettings settings;
    private final Callable<App> apps;
    private final InstantSource clock;
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(Threads.named("slack-connection"));
    private final AtomicReference<ConnectionState> state = new AtomicReference<>(ConnectionState.BEFORE);
    private final Object sending = new Object();

    private volatile boolean stopping;
    private volatile @Nullable Inbox inbox;
    private volatile @Nullable SocketModeClient client;
    private volatile @Nullable App app;
    private volatile Instant lastOpened = Instant.EPOCH;
    private volatile Consumer<Duration> acknowledged = took -> {};
    private int failures;

    /** @param apps makes the Bolt app; asks Slack who we are, and throws while Slack is out of reach */
    public SlackConnection(Slack slack, SlackSettings settings, Callable<App> apps, InstantSource clock) {
        this.slack = slack;
        this.settings = settings;
        this.apps = apps;
        this.clock = clock;
    }

    /** Returns at once; connects in the background and tries until it succeeds. */
    public void start() {
        keeper.execute(this::look);
    }

    /** Before the start. */
    public void onAcknowledged(Consumer<Duration> listener) {
        acknowledged = listener;
    }

    public ConnectionState state() {
        return Objects.requireNonNull(state.get());
    }

    /** Ends what is under way, then the connection. Nothing connects again afterwards. */
    public void stop() throws InterruptedException, IOException {
        stopping = true;
        keeper.shutdownNow();
        if (!keeper.awaitTermination(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A try to connect was still under way at the stop");
        }
        Inbox open = inbox;
        if (open != null) {
            open.stop(settings.drain());
        }
        SocketModeClient connected = client;
        if (connected != null) {
            connected.setAutoReconnectEnabled(false);
            connected.close();
        }
        App started = app;
        if (started != null) {
            started.stop();
            started.executorService().shutdown();
        }
        state.updateAndGet(before -> before.lost("stopped"));
    }

    private void look() {
        if (stopping) {
            return;
        }
        Duration next = BETWEEN_LOOKS;
        try {
            SocketModeClient connected = client;
            if (connected == null || !connected.verifyConnection()) {
                state.updateAndGet(before -> before.lost(before.lastProblem().orElse("connecting")));
                connect();
            }
            failures = 0;
        } catch (Exception failure) {
            next = pause(++failures);
            String problem = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
            state.updateAndGet(before -> before.lost(problem));
            LOG.warn("Not connected to Slack, next try in {} s: {}", next.toSeconds(), problem);
        }
        later(this::look, next);
    }

    /** Bolt's own start may throw anything that is an Exception. */
    private void connect() throws Exception {
        App known = app;
        App ready = known == null ? apps.call() : known;
        app = ready;
        SocketModeClient before = client;
        SocketModeClient fresh = before == null ? open(ready) : before;
        client = fresh;
        lastOpened = clock.instant();
        fresh.connectToNewEndpoint();
        if (!fresh.verifyConnection()) {
            throw new IOException("the WebSocket did not open");
        }
        ConnectionState now = state.updateAndGet(earlier -> earlier.connected(clock.instant()));
        LOG.info("Connected to Slack since {}", now.connectedSince().orElseThrow());
    }

    private SocketModeClient open(App ready) throws URISyntaxException {
        ready.start();
        inbox = new Inbox(ready, this::send, acknowledged);
        // The address is asked for at every connect; no poller (0) and no monitor of the SDK's own: frames come here at
        // once.
        SocketModeClient fresh = new SocketModeClientTyrusImpl(
                slack, settings.appToken(), "wss://not-asked-for-yet.invalid", 0, new Frames(), true, false, 0);
        fresh.addWebSocketCloseListener((code, reason) -> later(this::lookAgain, Duration.ZERO));
        return fresh;
    }

    private void receive(String frame) {
        Optional<Envelope> envelope = Envelope.read(frame);
        if (envelope.isEmpty()) {
            LOG.warn("Slack sent a frame that cannot be read, of {} characters", frame.length());
        } else if (envelope.get().type().equals("disconnect")) {
            later(this::refresh, Duration.ZERO);
        } else if (envelope.get().id().isPresent()) {
            state.updateAndGet(before -> before.handed(clock.instant()));
            Inbox open = inbox;
            if (open != null) {
                open.take(envelope.get());
            }
        }
    }

    /** Slack is about to close the connection: the next one is opened first, so nothing falls between. */
    private void refresh() {
        SocketModeClient connected = client;
        if (stopping || connected == null) {
            return;
        }
        try {
            lastOpened = clock.instant();
            connected.connectToNewEndpoint();
            LOG.info("Slack asked for a new connection, and has it");
        } catch (IOException | RuntimeException failure) {
            // The old one is still good until Slack closes it; then the next look connects anew.
            LOG.warn("No new connection yet: {}", failure.getMessage());
        }
    }

    /** A close is looked at at once; but one that follows soon after the opening waits for the next look: no storms. */
    private void lookAgain() {
        SocketModeClient connected = client;
        boolean lasted = clock.instant().isAfter(lastOpened.plus(BETWEEN_LOOKS));
        if (!stopping && lasted && connected != null && !connected.verifyConnection()) {
            refresh();
            if (!connected.verifyConnection()) {
                state.updateAndGet(before -> before.lost("the connection was closed"));
            }
        }
    }

    private void send(String frame) {
        SocketModeClient connected = client;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        synchronized (sending) {
            connected.sendWebSocketMessage(frame);
        }
    }

    private void later(Runnable work, Duration pause) {
        try {
            keeper.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("Not looked at again: stopping");
        }
    }

    private Duration pause(int failed) {
        long grown = settings.retryFirst().toMillis() << Math.min(failed - 1, 10);
        long most = Math.min(
                grown,
                Math.min(LONGEST_PAUSE.toMillis(), settings.retryLongest().toMillis()));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** Hands frames on as they come. */
    private final class Frames implements SocketModeMessageQueue {

        @Override
        public void add(String frame) {
            receive(frame);
        }

        @Override
        public @Nullable String poll() {
            return null;
        }
    }
}
