package dev.sojourn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Departure;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import dev.sojourn.store.Database;
import dev.sojourn.store.PostgresServer;
import dev.sojourn.store.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator's store and the one in SQL both do: the same cases, for each of them. */
class JobStoreContractTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @Nested
    class InMemory extends Cases {

        @Override
        JobStore open() {
            return new MemoryJobStore();
        }
    }

    @Nested
    class InSql extends Cases {

        @TempDir
        Path folder;

        private Database database;

        @Override
        JobStore open() {
            database = Database.open(folder);
            return new SqlJobStore(database);
        }

        @AfterEach
        void close() {
            database.close();
        }
    }

    @Nested
    class OnAServer extends Cases {

        private Database database;

        @Override
        JobStore open() {
            database = Database.connect(PostgresServer.emptyDatabase());
            database.leadership().seek();
            return new SqlJobStore(database).writtenBy(database.leadership());
        }

        @AfterEach
        void close() {
            database.close();
        }
    }

    abstract static class Cases {

        private JobStore store;

        abstract JobStore open();

        @BeforeEach
        void begin() {
            store = open();
        }

        private Job add() {
            BuildPlan plan = Plans.plan();
            Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of());
            return store.add(Job.submitted(request, NOON), List.of(new Fact.Submitted("U0ANN", "main")), NOON);
        }

        private Job save(Job job, Fact... facts) {
            return store.save(job, List.of(facts), NOON).orElseThrow();
        }

        private static Job started(Job job) {
            return job.with(draft -> draft.move(Move.START, NOON));
        }

        private static Job ended(Job job, Move how) {
            return job.with(draft -> {
                draft.move(Move.TURN_HOME, NOON);
                draft.homeward = Optional.of(new Homeward(Homeward.Reason.BUILD_ENDED, Optional.empty(), ""));
                draft.move(how, NOON);
            });
        }

        @Test
        void numbers_and_versions_begin_at_one_and_grow() {
            Job first = add();
            Job second = add();
            assertThat(List.of(first.number(), first.version(), second.number()))
                    .containsExactly(1L, 1L, 2L);
            assertThat(save(first).version()).isEqualTo(2);
            assertThat(store.find(3)).isEmpty();
            assertThat(store.find(0)).isEmpty();
        }

        @Test
        void the_second_of_two_writers_of_one_version_writes_nothing() {
            Job seen = add();
            Job kept = save(seen);
            assertThat(store.save(seen, List.of(new Fact.AttentionOver()), NOON))
                    .isEmpty();
            assertThat(store.find(seen.number())).contains(kept);
            assertThat(store.events(seen.number(), 0)).hasSize(1);
        }

        @Test
        void one_job_at_a_time_has_the_volume() {
            Job first = save(started(add()));
            Job second = add();
            assertThat(store.save(started(second), List.of(new Fact.AttentionOver()), NOON))
                    .isEmpty();
            assertThat(store.events(second.number(), 0)).hasSize(1);
            save(ended(first, Move.FAIL));
            assertThat(store.save(started(second), List.of(), NOON)).isPresent();
        }

        @Test
        void events_are_numbered_from_one_without_gaps_and_read_from_anywhere() {
            Job job = save(add(), new Fact.HeldNoMore(), new Fact.AttentionOver());
            save(job, new Fact.ApprovalExpired());
            assertThat(store.events(job.number(), 0))
                    .extracting(JobEvent::sequence)
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(store.events(job.number(), 3))
                    .extracting(JobEvent::fact)
                    .containsExactly(new Fact.ApprovalExpired());
            assertThat(store.events(job.number(), 9)).isEmpty();
        }

        @Test
        void the_queue_is_by_place_and_the_newest_come_first() {
            Job first = add();
            Job second = add();
            save(first.with(draft -> draft.queuedAt = NOON.plusSeconds(60)));
            Job over = save(ended(save(started(add())), Move.SUCCEED));
            assertThat(store.unfinished()).extracting(Job::number).containsExactly(second.number(), first.number());
            assertThat(store.newest(2)).extracting(Job::number).containsExactly(over.number(), second.number());
        }

        @Test
        void the_last_epoch_of_a_volume_is_the_largest_over_all_its_jobs() {
            assertThat(store.lastEpoch(Plans.volume().id())).isEmpty();
            Job job = add();
            save(job.with(draft -> draft.passage = draft.passage.atEpoch(7)));
            add();
            assertThat(store.lastEpoch(Plans.volume().id())).contains(7);
            assertThat(store.lastEpoch("vol-0other")).isEmpty();
        }

        @Test
        void names_used_on_a_host_are_remembered_each_once_the_newest_first_and_those_of_failed_tries_with_them() {
            Job job = save(started(add()));
            int seconds = 0;
            for (String name : List.of("/dev/sdg", "/dev/sdf", "/dev/sdh")) {
                Step step = seconds == 0 ? Step.DETACH_FROM_HOST : Step.ATTACH_TO_HOST;
                Job on = job.with(draft -> draft.passage =
                        draft.passage.naming(names -> names.onFreshMachine().using(name)));
                job = store.save(on, List.of(new Fact.StepDone(step, Duration.ZERO)), NOON.plusSeconds(seconds++))
                        .orElseThrow();
            }
            assertThat(store.hostDevices(job.host())).containsExactly("/dev/sdh", "/dev/sdf", "/dev/sdg");
            assertThat(store.hostDevices("i-0other")).isEmpty();
        }

        @Test
        void detaches_that_any_job_of_the_volume_asked_for_since_are_known_to_the_next() {
            Job first = save(started(add())
                    .with(draft -> draft.passage =
                            draft.passage.naming(names -> names.departing("i-0a", "/dev/sdf", NOON.minusSeconds(3600))
                                    .departing("i-0b", "/dev/sdg", NOON))));
            String volume = first.volume();
            assertThat(store.departures(volume, NOON.minusSeconds(3600)))
                    .extracting(one -> one.instance() + one.device())
                    .containsExactly("i-0a/dev/sdf", "i-0b/dev/sdg");
            save(ended(first, Move.FAIL));
            assertThat(store.departures(volume, NOON))
                    .as("also of one that is over")
                    .containsExactly(new Departure("i-0b", "/dev/sdg", NOON));
            assertThat(store.departures(volume, NOON.plusSeconds(1))).isEmpty();
            assertThat(store.departures("vol-0other", NOON)).isEmpty();
        }

        @Test
        void boot_times_are_learned_when_the_agent_is_online() {
            Attempt attempt = Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "t", NOON)
                    .launched("i-0b", NOON)
                    .running(NOON.plusSeconds(5))
                    .online(NOON.plusSeconds(35));
            Job job = save(started(add()).with(draft -> draft.add(attempt)));
            save(job, new Fact.StepDone(Step.AWAIT_BUILDER_AGENT, Duration.ZERO));
            assertThat(store.bootTimes(Plans.BUILDER.image(), 5)).containsExactly(Duration.ofSeconds(30));
        }

        @Test
        void builds_that_ended_are_the_history_of_their_profile() {
            Attempt attempt = Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "t", NOON);
            BuildResult result = new BuildResult(
                    1,
                    "build",
                    Duration.ofSeconds(90),
                    3,
                    BuildResult.Cause.COMPILE,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    0,
                    "",
                    "");
            add();
            save(add().with(draft -> {
                draft.add(attempt);
                draft.build = Optional.of(result);
            }));
            assertThat(store.pastRuns(Plans.volume().id(), "llvm", 5))
                    .containsExactly(new PastRun(
                            Duration.ofSeconds(90),
                            16,
                            false,
                            BuildKind.of(false, Plans.plan().targets())));
        }

        @Test
        void an_earlier_approval_is_found_by_plan_commit_and_day_of_a_job_that_failed() {
            String digest = Plans.plan().digest();
            Job job = save(started(add()).with(draft -> {
                draft.commit = Optional.of(new Commit(SHA, "A change"));
                draft.approval = Optional.of(new Approval("U0EVE", NOON, digest, SHA));
            }));
            String volume = job.volume();
            assertThat(store.sameApproved(volume, digest, SHA, NOON))
                    .as("it still runs")
                    .isEmpty();
            Job failed = save(ended(job, Move.FAIL));
            assertThat(store.sameApproved(volume, digest, SHA, NOON)).contains(failed);
            assertThat(store.sameApproved(volume, digest, SHA, NOON.plusSeconds(1)))
                    .isEmpty();
            assertThat(store.sameApproved(volume, "other", SHA, NOON)).isEmpty();
            assertThat(store.sameApproved(volume, digest, SHA.replace('0', '1'), NOON))
                    .isEmpty();
        }

        @Test
        void whoever_listens_hears_of_what_was_kept_and_of_nothing_else() {
            List<Long> heard = new ArrayList<>();
            store.onSaved(heard::add);
            Job job = add();
            save(job);
            store.save(job, List.of(), NOON);
            assertThat(heard).containsExactly(1L, 1L);
        }

        private static Job costing(Job job, String hourly, Duration lived) {
            Rung rung = new Rung(Plans.onDemand("c7i.4xlarge").type(), Market.ON_DEMAND, Optional.of(Usd.of(hourly)));
            return job.with(draft -> draft.add(Attempt.asked(1, 0, rung, "token", NOON)
                    .launched("i-0b", NOON)
                    .ended(NOON.plus(lived))));
        }

        private Job ended(Job job, Instant at) {
            return save(job.with(draft -> draft.move(Move.REFUSE, at)));
        }

        private Spending spending(Whose whose) {
            return store.expenses(NOON.plus(Duration.ofHours(2))).since(NOON, whose);
        }

        @Test
        void what_is_under_way_is_promised_and_what_has_ended_is_spent() {
            Usd promised = Plans.plan().promises();
            Job job = add();
            assertThat(spending(Whose.EVERYBODY)).isEqualTo(new Spending(Usd.ZERO, promised));
            assertThat(spending(Whose.user("U0ANN"))).isEqualTo(new Spending(Usd.ZERO, promised));
            assertThat(spending(Whose.user("U0BEN"))).isEqualTo(Spending.NONE);
            assertThat(spending(Whose.channel("C2"))).isEqualTo(Spending.NONE);

            Job dear = save(costing(started(job), "2", Duration.ofHours(1)));
            Usd cost = dear.cost(NOON);
            assertThat(spending(Whose.channel("C1"))).isEqualTo(new Spending(Usd.ZERO, cost));

            ended(dear, NOON.plus(Duration.ofHours(1)));
            assertThat(spending(Whose.EVERYBODY)).isEqualTo(new Spending(cost, Usd.ZERO));
            assertThat(store.expenses(NOON).since(NOON.plus(Duration.ofHours(1)).plusMillis(1), Whose.EVERYBODY))
                    .as("that was before")
                    .isEqualTo(Spending.NONE);
        }

        @Test
        void a_job_that_waits_for_a_second_person_counts_for_nothing() {
            Job job = save(started(add()));
            save(job.with(draft -> draft.move(Move.ASK_APPROVAL, NOON)));
            assertThat(spending(Whose.EVERYBODY)).isEqualTo(Spending.NONE);
        }

        @Test
        void what_depends_on_money_is_written_only_while_the_money_is_there() {
            BuildPlan plan = Plans.plan();
            Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of());
            Predicate<Expenses> first =
                    expenses -> expenses.since(NOON, Whose.EVERYBODY).equals(Spending.NONE);
            assertThat(store.addIf(first, Job.submitted(request, NOON), List.of(), NOON))
                    .isPresent();
            assertThat(store.addIf(first, Job.submitted(request, NOON), List.of(), NOON))
                    .isEmpty();
            assertThat(store.newest(10)).hasSize(1);
            Job job = store.newest(10).get(0);
            assertThat(store.saveIf(first, started(job), List.of(), NOON)).isEmpty();
            assertThat(store.find(job.number())).contains(job);
            assertThat(store.saveIf(expenses -> true, started(job), List.of(), NOON))
                    .isPresent();
        }
    }
}
