package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.job.Cursors.Cursor;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one PostgreSQL server, as far as they are two pools of connections. */
@Timeout(60)
class LeaseTest {

    private static final Duration A_CALL = Duration.ofSeconds(11);

    private Database first;
    private Database second;

    @BeforeEach
    void open() {
        String url = PostgresServer.emptyDatabase();
        first = Database.connect(url);
        second = Database.connect(url);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** As if all the time of the lease had gone by without a renewal. */
    private void leaseRunsOut() {
        first.jdbi().useHandle(handle -> handle.execute("UPDATE leader SET until = clock_timestamp()"));
    }

    private SqlJobStore leaders(Database database) {
        return new SqlJobStore(database).writtenBy(database.leadership());
    }

    @Test
    void one_leads_and_the_other_stands_by() {
        assertThat(first.leadership().leadsNow()).as("before it has asked").isFalse();
        assertThat(first.leadership().seek()).isTrue();
        assertThat(second.leadership().seek()).isFalse();
        assertThat(first.leadership().seek()).isTrue();
        assertThat(first.leadership().covers(A_CALL)).isTrue();
        assertThat(first.leadership().covers(LeaseRow.LASTS)).isFalse();
    }

    @Test
    void a_lease_that_ran_out_is_taken_over_and_its_holder_finds_out_in_its_next_write() {
        first.leadership().seek();
        Job job = new SqlJobStore(first).add(Jobs.submitted(), List.of(), Jobs.START);
        leaseRunsOut();
        assertThat(second.leadership().seek()).isTrue();

        // Its own clock says that it still leads: as in a process that stood still within its turn.
        assertThat(first.leadership().leadsNow()).isTrue();
        assertThat(leaders(first).save(job, List.of(new Fact.AttentionOver()), Jobs.START))
                .isEmpty();
        assertThatThrownBy(() -> new SqlCursors(first).keep("slack", job.number(), new Cursor(1, 1, Map.of())))
                .hasMessageContaining("no longer leads");
        assertThatThrownBy(() -> leaders(first).add(Jobs.submitted(), List.of(), Jobs.START))
                .hasMessageContaining("no longer leads");
        assertThat(new SqlJobStore(first).events(job.number(), 0)).isEmpty();
        assertThat(new SqlJobStore(first).newest(10)).hasSize(1);
        assertThat(leaders(second).save(job, List.of(new Fact.AttentionOver()), Jobs.START))
                .isPresent();

        assertThat(first.leadership().seek()).isFalse();
        assertThat(first.leadership().leadsNow()).isFalse();
    }

    @Test
    void a_lease_that_ran_out_and_that_nobody_took_is_another_term() {
        first.leadership().seek();
        Job job = new SqlJobStore(first).add(Jobs.submitted(), List.of(), Jobs.START);
        leaseRunsOut();
        assertThat(leaders(first).save(job, List.of(), Jobs.START)).isEmpty();
        assertThat(first.leadership().seek()).isTrue();
        assertThat(leaders(first).save(job, List.of(), Jobs.START)).isPresent();
    }

    @Test
    void a_lease_that_is_given_back_is_free_at_once() {
        first.leadership().seek();
        first.leadership().release();
        assertThat(first.leadership().leadsNow()).isFalse();
        assertThat(second.leadership().seek()).isTrue();
        first.leadership().release();
        assertThat(second.leadership().seek()).as("not that of another one").isTrue();
    }

    @Test
    void commands_and_clicks_are_taken_by_a_process_that_does_not_lead() {
        first.leadership().seek();
        Job job = new SqlJobStore(second).add(Jobs.submitted(), List.of(), Jobs.START);
        assertThat(new SqlJobStore(second).save(job, List.of(), Jobs.START)).isPresent();
    }

    @Test
    void time_is_the_servers_also_where_the_machines_clock_is_wrong() {
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
        ServerClock clock = new ServerClock(wrong);
        clock.ask(first.jdbi());
        Instant servers = first.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT clock_timestamp()")
                        .mapTo(Instant.class)
                        .one());
        assertThat(Duration.between(servers, clock.instant()).abs()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_wake_by_another_process_while_the_leader_drives_the_job_is_not_lost() throws Exception {
        first.leadership().seek();
        BlockingQueue<String> goOn = new LinkedBlockingQueue<>();
        BlockingQueue<Long> driven = new LinkedBlockingQueue<>();
        try (Engine leader = new Engine(first, 2);
                Engine other = new Engine(second, 2)) {
            leader.drives(job -> {
                driven.add(job);
                try {
                    goOn.take();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Optional.of(Instant.now().plus(Duration.ofHours(1)));
            });
            leader.lead();
            other.now(7);
            assertThat(driven.take()).isEqualTo(7);
            other.now(7);
            assertThat(driven).isEmpty();
            goOn.put("the first run ends");
            assertThat(driven.take()).as("driven once more").isEqualTo(7);
            goOn.put("the second run ends");
        }
    }

    @Test
    void a_job_whose_writer_died_before_it_woke_it_is_woken_by_the_leader() throws Exception {
        first.leadership().seek();
        BlockingQueue<Long> driven = new LinkedBlockingQueue<>();
        try (Engine leader = new Engine(first, 2)) {
            leader.drives(job -> {
                driven.add(job);
                return Optional.of(Instant.now().plus(Duration.ofHours(1)));
            });
            leader.lead();
            leader.wakeChanged();
            Job added = new SqlJobStore(second).add(Jobs.submitted(), List.of(), Jobs.START);
            leader.wakeChanged();
            assertThat(driven.take()).isEqualTo(added.number());
            leader.wakeChanged();
            assertThat(driven).isEmpty();
            new SqlJobStore(second).save(added, List.of(), Jobs.START);
            leader.wakeChanged();
            assertThat(driven.take()).isEqualTo(added.number());
        }
    }

    @Test
    void what_a_leader_that_stands_still_had_picked_is_driven_by_the_next_one() throws Exception {
        first.leadership().seek();
        BlockingQueue<String> never = new LinkedBlockingQueue<>();
        BlockingQueue<String> driven = new LinkedBlockingQueue<>();
        try (Engine still = new Engine(first, 2);
                Engine next = new Engine(second, 2)) {
            still.drives(job -> {
                driven.add("by the first");
                try {
                    never.take();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Optional.of(Instant.now().plus(Duration.ofHours(1)));
            });
            still.lead();
            still.now(7);
            assertThat(driven.take()).isEqualTo("by the first");

            leaseRunsOut();
            assertThat(second.leadership().seek()).isTrue();
            next.drives(job -> {
                driven.add("by the second");
                return Optional.empty();
            });
            next.lead();
            assertThat(driven.take()).isEqualTo("by the second");
            never.put("the first goes on");
            still.rest();
            await().until(() -> second.jdbi()
                            .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM scheduled_tasks")
                                    .mapTo(Integer.class)
                                    .one())
                    == 0);
        }
    }
}
