package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final long JOB = 7;

    @TempDir
    Path folder;

    private final List<Long> driven = new CopyOnWriteArrayList<>();
    private Database database;
    private Engine engine;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        engine = new Engine(database, 2);
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private LongFunction<Optional<Instant>> drivenAgainAfter(Duration pause) {
        return job -> {
            driven.add(job);
            return Optional.of(CLOCK.instant().plus(pause));
        };
    }

    private void awaitRuns(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> driven.size() >= count);
    }

    private int rows(String condition) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM scheduled_tasks WHERE " + condition)
                        .mapTo(Integer.class)
                        .one());
    }

    private void start(LongFunction<Optional<Instant>> drives) {
        engine.drives(drives);
        engine.lead();
    }

    @Test
    void a_job_is_driven_again_when_it_wants_to_be() {
        start(drivenAgainAfter(Duration.ofMillis(50)));
        engine.now(JOB);
        awaitRuns(3);
        assertThat(driven).containsOnly(JOB);
    }

    @Test
    void a_job_that_is_over_is_not_kept() {
        start(job -> {
            driven.add(job);
            return Optional.empty();
        });
        engine.now(JOB);
        awaitRuns(1);
        await().until(() -> rows("1 = 1") == 0);
    }

    @Test
    void a_wake_brings_a_later_one_forward() {
        start(drivenAgainAfter(Duration.ofHours(1)));
        engine.at(JOB, CLOCK.instant().plus(Duration.ofHours(1)));
        engine.now(JOB);
        awaitRuns(1);
    }

    @Test
    void a_wake_while_the_job_is_being_driven_is_not_lost() throws Exception {
        BlockingQueue<String> goOn = new LinkedBlockingQueue<>();
        start(job -> {
            driven.add(job);
            try {
                goOn.take();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(CLOCK.instant().plus(Duration.ofHours(1)));
        });
        engine.now(JOB);
        awaitRuns(1);
        engine.now(JOB);
        assertThat(driven).as("one worker at a time").hasSize(1);
        goOn.put("the first run ends");
        awaitRuns(2);
        goOn.put("the second run ends");
        await().until(() -> rows("picked = 1") == 0);
        assertThat(driven).as("one wake, one more run").hasSize(2);
    }

    @Test
    void no_wake_is_lost_also_when_it_comes_just_as_a_run_ends() {
        AtomicInteger wanted = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        start(job -> {
            seen.set(wanted.get());
            return Optional.of(CLOCK.instant().plus(Duration.ofHours(1)));
        });
        for (int wake = 1; wake <= 200; wake++) {
            int next = wake;
            wanted.set(next);
            engine.now(JOB);
            // No pause between looks: the next wake is to meet the end of this run.
            await("wake " + next)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> seen.get() >= next);
        }
    }

    @Test
    void a_run_that_breaks_is_tried_again_later() {
        start(job -> {
            driven.add(job);
            throw new IllegalStateException("a defect");
        });
        engine.now(JOB);
        await().atMost(Duration.ofSeconds(20)).until(() -> rows("consecutive_failures = 1 AND picked = 0") == 1);
        assertThat(driven).hasSize(1);
    }

    @Test
    void a_wake_survives_a_restart() {
        engine.now(JOB);
        close();
        open();
        start(drivenAgainAfter(Duration.ofHours(1)));
        awaitRuns(1);
    }

    @Test
    void what_a_killed_process_was_driving_is_taken_up_at_the_next_start() {
        engine.now(JOB);
        // As a kill in the middle of a run leaves it, with a heartbeat that is fresh for a while.
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE scheduled_tasks SET picked = 1, picked_by = 'the killed one', last_heartbeat = ?",
                        "2999-01-01 00:00:00.000"));
        start(drivenAgainAfter(Duration.ofHours(1)));
        awaitRuns(1);
    }
}
