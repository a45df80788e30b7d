package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Move;
import dev.sojourn.plan.Plans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlJobStoreTest {

    private static final Fact SUBMITTED = new Fact.Submitted("U0ANN", "main");

    @TempDir
    Path folder;

    private Database database;
    private SqlJobStore store;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        store = new SqlJobStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Job add() {
        return store.add(Jobs.submitted(), List.of(SUBMITTED), Jobs.START);
    }

    private Optional<Job> save(Job job, Fact... facts) {
        return store.save(job, List.of(facts), Jobs.START);
    }

    private List<Long> sequences(long job) {
        return store.events(job, 0).stream().map(JobEvent::sequence).toList();
    }

    @Test
    void a_job_in_which_nothing_is_empty_comes_back_as_it_was() {
        Job added = store.add(Jobs.full(), List.of(), Jobs.START);
        assertThat(store.find(added.number())).contains(added);
    }

    @Test
    void a_fact_of_every_kind_comes_back_as_it_was() {
        List<Fact> facts = Facts.ofEveryKind();
        assertThat(facts.stream().map(Fact::getClass).distinct())
                .as("one of every kind is tried")
                .containsExactlyInAnyOrderElementsOf(kinds());
        Job added = store.add(Jobs.submitted(), facts, Jobs.START);
        assertThat(store.events(added.number(), 0)).extracting(JobEvent::fact).containsExactlyElementsOf(facts);
        assertThat(store.events(added.number(), 0)).extracting(JobEvent::at).containsOnly(Jobs.START);
    }

    @SuppressWarnings("unchecked")
    private static List<Class<? extends Fact>> kinds() {
        List<Class<? extends Fact>> kinds = new ArrayList<>();
        for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
            kinds.add((Class<? extends Fact>) kind);
        }
        return kinds;
    }

    @Test
    void jobs_are_numbered_from_one_and_start_at_version_one() {
        assertThat(List.of(add(), add())).extracting(Job::label).containsExactly("#1", "#2");
        assertThat(store.find(1)).map(Job::version).contains(1L);
        assertThat(store.find(3)).isEmpty();
    }

    @Test
    void of_two_writers_of_one_version_the_second_loses_and_leaves_nothing() {
        Job seen = add();
        Optional<Job> first = save(seen.with(draft -> draft.cancelAskedBy = Optional.of("U0BEN")));
        Optional<Job> second =
                save(seen.with(draft -> draft.cancelAskedBy = Optional.of("U0EVE")), new Fact.CancelAsked("U0EVE"));
        assertThat(first).map(Job::version).contains(2L);
        assertThat(second).isEmpty();
        assertThat(store.find(seen.number())).isEqualTo(first);
        assertThat(store.events(seen.number(), 0)).hasSize(1);
    }

    @Test
    void facts_are_numbered_without_gaps_also_when_two_write_at_once() throws Exception {
        long job = add().number();
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> ends = List.of(
                    writers.submit(() -> writeUntilKept(job, 25)), writers.submit(() -> writeUntilKept(job, 25)));
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(sequences(job))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 51).boxed().toList());
        assertThat(store.find(job)).map(Job::version).contains(51L);
    }

    private void writeUntilKept(long job, int times) {
        for (int kept = 0; kept < times; ) {
            if (save(store.find(job).orElseThrow(), new Fact.AttentionOver()).isPresent()) {
                kept++;
            }
        }
    }

    @Test
    void events_are_read_from_where_the_reader_stands() {
        List<Fact> facts = Facts.ofEveryKind();
        Job job = store.add(Jobs.submitted(), facts, Jobs.START);
        long last = facts.size();
        assertThat(store.events(job.number(), last - 3))
                .extracting(JobEvent::sequence)
                .containsExactly(last - 2, last - 1, last);
    }

    @Test
    void one_job_has_the_turn_on_a_volume_and_another_waits_until_it_has_ended() {
        Job first = add();
        Job second = add();
        Job out = save(Jobs.started(first)).orElseThrow();
        assertThat(save(Jobs.started(second), new Fact.AttentionOver())).isEmpty();
        assertThat(store.find(second.number())).contains(second);
        assertThat(sequences(second.number())).containsExactly(1L);

        save(Jobs.ended(out, Move.SUCCEED, 0)).orElseThrow();
        assertThat(save(Jobs.started(second))).isPresent();
    }

    @Test
    void jobs_of_two_volumes_do_not_wait_for_each_other() {
        Job one = add();
        Job other = store.add(Jobs.submitted(Plans.volume("vol-0b", "ben", "U0BEN")), List.of(), Jobs.START);
        assertThat(save(Jobs.started(one))).isPresent();
        assertThat(save(Jobs.started(other))).isPresent();
    }

    @Test
    void a_defect_in_the_sql_is_not_taken_for_a_lost_race() {
        Job job = add();
        database.jdbi().useHandle(handle -> handle.execute("DROP TABLE job_event"));
        assertThatThrownBy(() -> save(job, SUBMITTED)).hasMessageContaining("job_event");
        assertThat(store.find(job.number())).contains(job);
    }

    @Test
    void whoever_listens_hears_of_every_write_that_was_kept_and_of_no_other() {
        List<Long> heard = new ArrayList<>();
        store.onSaved(heard::add);
        Job job = add();
        save(job);
        save(job);
        assertThat(heard).containsExactly(1L, 1L);
    }

    @Test
    void jobs_after_a_number_come_by_number() {
        Job first = add();
        Job second = add();
        Job third = add();
        assertThat(store.after(0, 2)).containsExactly(first, second);
        assertThat(store.after(second.number(), 2)).containsExactly(third);
        assertThat(store.after(third.number(), 2)).isEmpty();
    }

    @Test
    void unfinished_jobs_come_in_the_order_of_the_queue_and_the_newest_ones_newest_first() {
        Job first = add();
        Job second = add();
        Job third = add();
        save(Jobs.ended(save(Jobs.started(first)).orElseThrow(), Move.FAIL, 1));
        save(second.with(draft -> draft.queuedAt = Jobs.START.plusSeconds(60)));
        assertThat(store.unfinished()).extracting(Job::number).containsExactly(third.number(), second.number());
        assertThat(store.newest(2)).extracting(Job::number).containsExactly(3L, 2L);
    }

    @Test
    void everything_is_there_after_a_close_and_an_open() {
        Job job = save(add(), new Fact.AttentionOver()).orElseThrow();
        close();
        open();
        assertThat(store.find(job.number())).contains(job);
        assertThat(sequences(job.number())).containsExactly(1L, 2L);
        assertThat(add().label()).isEqualTo("#2");
    }
}
