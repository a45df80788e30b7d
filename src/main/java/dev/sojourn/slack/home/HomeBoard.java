package dev.sojourn.slack.home;

import com.slack.api.model.block.LayoutBlock;
import dev.sojourn.slack.home.HomeSources.Viewer;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Threads;
import dev.sojourn.slack.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws Home tabs: at once for whoever opens theirs, and for some time afterwards whenever a reader would see a difference. One
 * thread draws all, so that an older drawing never comes after a newer one.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/views.publish">views.publish</a>
 */
public final class HomeBoard {

    static final Duration LATELY = Duration.ofHours(1);
    static final Duration APART = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(HomeBoard.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Slack allows about 100 a minute, and opening a tab must always be possible. */
    private static final int MOST_A_ROUND = 5;

    private final Workspace workspace;
    private final HomeSources sources;
    private final String commandName;
    private final InstantSource clock;
    private final Map<String, Seen> viewers = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, Threads.named("slack-home"));

    public HomeBoard(Workspace workspace, HomeSources sources, String commandName, InstantSource clock) {
        this.workspace = workspace;
        this.sources = sources;
        this.commandName = commandName;
        this.clock = clock;
        this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    public void start() {
        thread.scheduleWithFixedDelay(
                () -> guarded(this::round), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Somebody looks at their Home tab. */
    public void opened(String user) {
        at(user, Optional.empty());
    }

    /** Says something to somebody on their Home tab, where they have just pressed a button. */
    public void say(String user, String words) {
        at(user, Optional.of(words));
    }

    private void at(String user, Optional<String> notice) {
        viewers.put(user, new Seen(clock.instant(), Instant.EPOCH, List.of(), notice));
        try {
            thread.execute(() -> guarded(() -> draw(user, sources.now(), true)));
        } catch (RejectedExecutionException stopping) {
            LOG.info("A Home tab was opened while stopping");
        }
    }

    /** Draws those that have changed; nobody looked lately: asks for nothing. */
    public void round() {
        Instant now = clock.instant();
        viewers.values().removeIf(seen -> !now.isBefore(seen.opened().plus(LATELY)));
        List<String> due = new ArrayList<>(viewers.keySet());
        due.removeIf(user -> {
            Seen seen = viewers.get(user);
            return seen == null || now.isBefore(seen.drawn().plus(APART));
        });
        if (due.isEmpty()) {
            return;
        }
        due.sort(Comparator.comparing(
                user -> Optional.ofNullable(viewers.get(user)).map(Seen::drawn).orElse(now)));
        Function<Viewer, HomeView> home = sources.now();
        int drawn = 0;
        for (String user : due) {
            if (drawn < MOST_A_ROUND && draw(user, home, false)) {
                drawn++;
            }
        }
    }

    private boolean draw(String user, Function<Viewer, HomeView> home, boolean anyway) {
        Seen seen = viewers.get(user);
        if (seen == null) {
            return false;
        }
        Instant now = clock.instant();
        HomeView view = home.apply(new Viewer(user, seen.notice()));
        List<LayoutBlock> body = HomeTab.body(view, commandName, now);
        if (!anyway && body.equals(seen.body())) {
            return false;
        }
        List<LayoutBlock> blocks = new ArrayList<>(body);
        blocks.add(HomeTab.footer(view, now));
        try {
            workspace.showHome(user, List.copyOf(blocks));
            viewers.replace(user, seen, new Seen(seen.opened(), now, body, seen.notice()));
        } catch (SlackFault fault) {
            LOG.warn("The Home tab of {} is not drawn: {}", user, fault.getMessage());
        }
        return true;
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException defect) {
            LOG.warn("Home tabs cannot be drawn now; trying again when they are opened or change", defect);
        }
    }

    public void stop(Duration patience) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
        sources.stop();
    }

    /**
     * What somebody sees.
     *
     * @param drawn when; the epoch: not yet
     * @param body without what only tells the time
     */
    private record Seen(Instant opened, Instant drawn, List<LayoutBlock> body, Optional<String> notice) {}
}
