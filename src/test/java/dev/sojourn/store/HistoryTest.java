package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Plans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs leave behind for the ones after them. */
class HistoryTest {

    private static final String DIGEST = Plans.plan().digest();
    private static final Instant SINCE = Jobs.START.minus(Duration.ofHours(24));

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
        return store.add(Jobs.submitted(), List.of(), Jobs.START);
    }

    private Job save(Job job, Fact... facts) {
        return store.save(job, List.of(facts), Jobs.START).orElseThrow();
    }

    private Job ended(Move how, int exit) {
        return save(Jobs.ended(save(Jobs.started(add())), how, exit));
    }

    private Job endedAfterApproval(Move how, Instant approvedAt) {
        return save(Jobs.approved(Jobs.ended(save(Jobs.started(add())), how, 1), approvedAt));
    }

    @Test
    void past_runs_tell_time_cores_and_outcome_newest_first() {
        ended(Move.SUCCEED, 0);
        ended(Move.FAIL, 1);
        add();
        Duration took = Duration.ofMillis(61_500);
        BuildKind kind = BuildKind.of(false, add().request().plan().targets());
        assertThat(store.pastRuns(Jobs.VOLUME, "llvm", 10))
                .containsExactly(new PastRun(took, 16, false, kind), new PastRun(took, 16, true, kind));
        assertThat(store.pastRuns(Jobs.VOLUME, "llvm", 1)).containsExactly(new PastRun(took, 16, false, kind));
    }

    @Test
    void past_runs_of_another_volume_or_profile_do_not_count() {
        ended(Move.SUCCEED, 0);
        assertThat(store.pastRuns("vol-0b", "llvm", 10)).isEmpty();
        assertThat(store.pastRuns(Jobs.VOLUME, "other", 10)).isEmpty();
    }

    @Test
    void a_yes_is_found_again_for_a_failed_job_of_the_same_plan_and_commit_within_the_day() {
        Job failed = endedAfterApproval(Move.FAIL, SINCE);
        assertThat(store.sameApproved(Jobs.VOLUME, DIGEST, Jobs.SHA, SINCE)).contains(failed);
        assertThat(store.sameApproved(Jobs.VOLUME, "another plan", Jobs.SHA, SINCE))
                .isEmpty();
        assertThat(store.sameApproved(Jobs.VOLUME, DIGEST, "another commit", SINCE))
                .isEmpty();
        assertThat(store.sameApproved("another volume", DIGEST, Jobs.SHA, SINCE))
                .isEmpty();
    }

    @Test
    void a_yes_of_the_day_before_is_over() {
        endedAfterApproval(Move.FAIL, SINCE.minusMillis(1));
        assertThat(store.sameApproved(Jobs.VOLUME, DIGEST, Jobs.SHA, SINCE)).isEmpty();
    }

    @Test
    void a_yes_to_a_job_that_passed_or_was_cancelled_or_still_goes_on_does_not_serve_another() {
        endedAfterApproval(Move.SUCCEED, Jobs.START);
        endedAfterApproval(Move.CANCEL, Jobs.START);
        save(Jobs.approved(save(Jobs.started(add())), Jobs.START));
        assertThat(store.sameApproved(Jobs.VOLUME, DIGEST, Jobs.SHA, SINCE)).isEmpty();
    }

    @Test
    void a_job_that_failed_without_anybodys_yes_gives_none() {
        ended(Move.FAIL, 1);
        assertThat(store.sameApproved(Jobs.VOLUME, DIGEST, Jobs.SHA, SINCE)).isEmpty();
    }

    @Test
    void the_last_epoch_of_a_volume_is_the_largest_over_all_its_jobs() {
        assertThat(store.lastEpoch(Jobs.VOLUME)).isEmpty();
        Job first = add();
        save(first.with(draft -> draft.passage = draft.passage.atEpoch(7)));
        add();
        assertThat(store.lastEpoch(Jobs.VOLUME)).contains(7);
        assertThat(store.lastEpoch("vol-0b")).isEmpty();
    }

    @Test
    void boot_times_are_learned_when_the_agent_is_seen_online() {
        Attempt online = Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "token", Jobs.START)
                .launched("i-0b", Jobs.START)
                .running(Jobs.START.plusSeconds(10))
                .online(Jobs.START.plusSeconds(42));
        save(
                add().with(draft -> draft.add(online)),
                new Fact.StepDone(Step.AWAIT_BUILDER_AGENT, Duration.ZERO),
                new Fact.StepDone(Step.MOUNT_ON_BUILDER, Duration.ZERO));
        assertThat(store.bootTimes(Plans.BUILDER.image(), 5)).containsExactly(Duration.ofSeconds(32));
        assertThat(store.bootTimes("another image", 5)).isEmpty();
    }

    @Test
    void device_names_on_the_host_are_learned_when_the_volume_is_attached_there() {
        Job job = add();
        for (String name : List.of("/dev/sdf", "/dev/sdg")) {
            Job on = job.with(draft -> draft.passage = draft.passage.naming(names -> names.using(name)));
            Instant later = name.endsWith("f") ? Jobs.START : Jobs.START.plusSeconds(1);
            job = store.save(on, List.of(new Fact.StepDone(Step.ATTACH_TO_HOST, Duration.ZERO)), later)
                    .orElseThrow();
        }
        assertThat(store.hostDevices(job.host())).containsExactlyInAnyOrder("/dev/sdg", "/dev/sdf");
        assertThat(store.hostDevices("i-0b")).isEmpty();
    }
}
