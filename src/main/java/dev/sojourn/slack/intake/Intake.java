package dev.sojourn.slack.intake;

import dev.sojourn.job.Accepted;
import dev.sojourn.job.Accepted.DealtWith;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.workspace.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what people ask for so that it is not lost: it is written down before it is acknowledged. What a process that is dead
 * was dealing with is taken up by the next one, or by another one on the same database.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Half of Slack's three seconds: the rest is for the way. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 3;

    private final Accepted accepted;
    private final Answers answers;
    private final InstantSource clock;
    private final WishWriter writer;
    private final Map<String, Consumer<Wish>> dealers = new ConcurrentHashMap<>();

    /** Keys that this process is dealing with, and whether it was already at the look before. */
    private final Map<String, Boolean> underway = new ConcurrentHashMap<>();

    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(Threads.named("slack-intake"));

    public Intake(Accepted accepted, Answers answers, InstantSource clock) {
        this.accepted = accepted;
        this.answers = answers;
        this.clock = clock;
        this.writer = new WishWriter(accepted, PATIENCE);
    }

    /** Who deals with the wishes of one kind. Before {@link #start}. */
    public void deals(String kind, Consumer<Wish> dealer) {
        dealers.put(kind, dealer);
    }

    public void start() {
        looking.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends after the answers have: what is dealt with by then is written as such. */
    public void stop(Duration patience) throws InterruptedException {
        looking.shutdownNow();
        writer.flush();
        writer.stop(patience);
    }

    /** Writes it down, has it dealt with, and returns in time for the acknowledgement. */
    public WishWriter.Kept take(Wish wish) {
        WishWriter.Kept kept = writer.keep(wish);
        if (kept == WishWriter.Kept.NEW) {
            begin(wish, 1);
        }
        return kept;
    }

    /** Writes it down, for the caller to deal with itself, by {@link #dealNow}. */
    public WishWriter.Kept keep(Wish wish) {
        WishWriter.Kept kept = writer.keep(wish);
        if (kept == WishWriter.Kept.NEW) {
            underway.put(wish.key(), false);
        }
        return kept;
    }

    /** Deals with it on this thread; where that fails, the caller tells the person, and nobody tries again. */
    public <T> T dealNow(Wish wish, Supplier<T> work) {
        AtomicReference<T> done = new AtomicReference<>();
        boolean settled = false;
        try {
            settled = accepted.once(wish.key(), () -> done.set(work.get()));
        } finally {
            if (!settled) {
                writer.dealtWith(wish.key());
            }
            underway.remove(wish.key());
        }
        return Objects.requireNonNull(done.get());
    }

    private void look() {
        try {
            writer.flush();
            List<String> since = underway.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!since.isEmpty()) {
                accepted.renew(since);
            }
            underway.replaceAll((key, seen) -> true);
            accepted.takeUp().forEach(orphan -> begin(orphan.wish(), orphan.tries()));
        } catch (RuntimeException unreadable) {
            LOG.warn("What others left cannot be looked for now: {}", unreadable.getMessage());
        }
    }

    private void begin(Wish wish, int tries) {
        if (tries > 1) {
            LOG.info(
                    "Taking up what {} asked for at {}",
                    Wishes.asker(wish, clock.instant()).caller().user(),
                    wish.at());
        }
        if (underway.putIfAbsent(wish.key(), false) == null) {
            answers.run(Wishes.asker(wish, clock.instant()), () -> deal(wish, tries));
        }
    }

    private void deal(Wish wish, int tries) {
        try {
            Optional<Consumer<Wish>> dealer = Optional.ofNullable(dealers.get(Wishes.kind(wish)));
            if (dealer.isEmpty()) {
                LOG.error("Nobody here knows what to do with a {}", Wishes.kind(wish));
            }
            boolean settled = accepted.once(wish.key(), () -> dealer.ifPresent(one -> one.accept(wish)));
            if (!settled) {
                writer.dealtWith(wish.key());
            }
        } catch (DealtWith faster) {
            LOG.info("{}", faster.getMessage());
        } catch (RuntimeException failed) {
            failed(wish, tries, failed);
        } finally {
            underway.remove(wish.key());
        }
    }

    /** It stays written down and is taken up again once its claim is over, but not for ever. */
    private void failed(Wish wish, int tries, RuntimeException failure) {
        if (tries >= MOST_TRIES) {
            writer.dealtWith(wish.key());
            throw failure;
        }
        LOG.warn(
                "What {} asked for could not be dealt with yet",
                Wishes.asker(wish, clock.instant()).caller().user(),
                failure);
    }
}
