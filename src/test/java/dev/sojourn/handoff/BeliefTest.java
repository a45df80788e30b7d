package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What was seen once, or not seen for a moment, is not believed at once; and what was mended is found out. */
class BeliefTest extends OneLook {

    private static Job called(Job job) {
        return job.with(draft -> {
            draft.move(Move.CALL_FOR_HELP, NOW);
            draft.problem = Optional.of("It does not work.");
        });
    }

    @Test
    void a_machine_of_others_is_believed_to_have_the_volume_only_after_half_a_minute() {
        attached("i-0f", "/dev/sdf", "attached");
        assertThat(decide(job(Step.LAUNCH_BUILDER, Duration.ofSeconds(3), draft -> {})))
                .isInstanceOf(Decision.Wait.class);
        Job waited = settled(decide(job(Step.LAUNCH_BUILDER, Duration.ofSeconds(40), draft -> {})));
        assertThat(waited.state()).isEqualTo(JobState.NEEDS_ATTENTION);
    }

    @Test
    void a_host_without_its_volume_is_believed_to_be_so_only_after_half_a_minute() {
        Job young = job(Step.PREFLIGHT, Duration.ofSeconds(3), draft -> {});
        assertThat(decide(young)).isInstanceOf(Decision.Wait.class);
        Job waited = settled(decide(job(Step.PREFLIGHT, Duration.ofSeconds(40), draft -> {})));
        assertThat(waited.homeward().orElseThrow().words()).contains("is not attached to its host");
    }

    @Test
    void a_builder_that_falls_silent_before_its_mount_or_its_build_is_given_up() {
        attached(BUILDER, "/dev/sdf", "attached");
        online.remove(BUILDER);
        for (Step step : List.of(Step.MOUNT_ON_BUILDER, Step.RUN_BUILD)) {
            assertThat(settled(decide(job(step, Duration.ofMinutes(6), draft -> {})))
                            .step())
                    .isEqualTo(Step.STOP_BUILD);
        }
    }

    @Test
    void a_host_that_falls_silent_before_its_unmount_keeps_no_builder_waiting() {
        attached(HOST, "/dev/sdf", "attached");
        online.remove(HOST);
        assertThat(asked(decide(job(Step.UNMOUNT_FROM_HOST, Duration.ofMinutes(4), draft -> {})))
                        .action())
                .isInstanceOf(Action.Send.class);
        Job home = settled(decide(job(Step.UNMOUNT_FROM_HOST, Duration.ofMinutes(6), draft -> {})));
        assertThat(home.step()).isEqualTo(Step.STOP_BUILD);
        assertThat(home.homeward().orElseThrow().words()).contains("has not answered for 5 min");
    }

    @Test
    void a_job_for_whose_builder_a_person_was_called_ends_when_that_builder_has_ended() {
        attached(HOST, "/dev/sdf", "attached");
        machines.put(BUILDER, machine(BUILDER, State.TERMINATED));
        Job job = called(job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(12), draft -> {}));
        Job noted = settled(decide(job));
        assertThat(noted.attempt().orElseThrow().isOver()).isTrue();
        Job resumed = settled(decide(noted));
        assertThat(resumed.state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(settled(decide(resumed)).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_volume_that_somebody_has_taken_from_the_host_is_checked_before_its_next_mount() {
        for (Step step : List.of(Step.UNMOUNT_FROM_HOST, Step.UNMOUNT_FROM_BUILDER, Step.MOUNT_ON_HOST)) {
            Attempt never =
                    Attempt.asked(1, 0, Trip.plan().ladder().get(0), "t", NOW).ended(NOW);
            Job job = job(step, Duration.ofMinutes(1), draft -> {
                if (step == Step.UNMOUNT_FROM_BUILDER) {
                    draft.update(never);
                }
            });
            assertThat(settled(decide(job)).passage().unclean()).as("%s", step).isTrue();
        }
    }

    @Test
    void an_attach_that_was_refused_is_asked_for_again_while_a_person_is_called() {
        Consumer<Draft> refused = draft -> {
            for (int n = 0; n < 3; n++) {
                draft.passage = draft.passage.acting("attach to the host", NOW.minusSeconds(60));
            }
            draft.passage = draft.passage.inTrouble("no");
        };
        Job job = job(Step.ATTACH_TO_HOST, Duration.ofMinutes(3), refused);
        assertThat(settled(decide(job)).state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(asked(decide(called(job))).action()).isInstanceOf(Action.Attach.class);
    }

    @Test
    void a_script_that_broke_is_run_again_while_a_person_is_called() {
        attached(HOST, "/dev/sdf", "attached");
        Operation mount = new Operation(
                "j1-x-3-mount", Operation.Script.MOUNT, HOST, 1, NOW.minusSeconds(60), NOW, Optional.of("c-1"));
        Job job = job(Step.MOUNT_ON_HOST, Duration.ofMinutes(3), draft -> {
            for (int n = 0; n < 3; n++) {
                draft.passage = draft.passage.acting("run mount", NOW.minusSeconds(60));
            }
            draft.passage = draft.passage.with(mount);
        });
        answer = new GuestAnswer.Broken("exit code 1");
        assertThat(settled(decide(job)).state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(asked(decide(called(job))).action()).isInstanceOf(Action.Send.class);
    }

    @Test
    void a_person_is_told_when_the_reason_becomes_another_one() {
        machines.put(HOST, machine(HOST, State.TERMINATED));
        Job job = called(job(Step.ATTACH_TO_HOST, Duration.ofMinutes(30), draft -> {}));
        Decision.Settle told = (Decision.Settle) decide(job);
        assertThat(told.job().hostLost()).isTrue();
        assertThat(told.facts()).hasSize(1).allMatch(Fact.AttentionNeeded.class::isInstance);
        assertThat(decide(told.job())).as("told once").isInstanceOf(Decision.Wait.class);
    }

    @Test
    void a_host_that_ec2_does_not_show_is_missed_for_minutes_before_another_is_asked_for() {
        machines.remove(HOST);
        Job first = settled(decide(job(Step.ATTACH_TO_HOST, Duration.ofHours(1), draft -> {})));
        assertThat(first.state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(decide(first)).isInstanceOf(Decision.Wait.class);
        Job later = first.with(draft -> {
            for (int n = 0; n < 10; n++) {
                draft.passage = draft.passage.acting("miss the host", NOW.minusSeconds(40));
            }
        });
        assertThat(settled(decide(later)).hostLost()).isTrue();
        machines.put(HOST, machine(HOST, State.RUNNING));
        assertThat(settled(decide(later)).passage().timesAsked("miss the host"))
                .as("seen again")
                .isZero();
    }

    @Test
    void a_builder_that_ec2_does_not_show_for_a_moment_is_not_lost_while_it_has_the_volume() {
        attached(BUILDER, "/dev/sdf", "attached");
        machines.remove(BUILDER);
        online.remove(BUILDER);
        Consumer<Draft> built = draft -> draft.buildStartedAt = Optional.of(NOW.minusSeconds(240));
        assertThat(decide(job(Step.MOUNT_ON_BUILDER, Duration.ofMinutes(4), built)))
                .isInstanceOf(Decision.Ask.class);
        Decision unmount = decide(job(Step.UNMOUNT_FROM_BUILDER, Duration.ofMinutes(4), built));
        assertThat(((Action.Send) asked(unmount).action()).operation().instance())
                .isEqualTo(BUILDER);
    }

    @Test
    void a_builder_that_was_to_get_the_volume_is_looked_at_twice_before_it_counts_as_without_it() {
        Consumer<Draft> attached = draft -> draft.passage = draft.passage.naming(names -> names.using("/dev/sdg"));
        assertThat(decide(job(Step.UNMOUNT_FROM_BUILDER, Duration.ofSeconds(5), attached)))
                .isInstanceOf(Decision.Wait.class);
        assertThat(settled(decide(job(Step.UNMOUNT_FROM_BUILDER, Duration.ofSeconds(30), attached)))
                        .step())
                .isEqualTo(Step.DETACH_FROM_BUILDER);
    }

    @Test
    void a_build_that_stops_because_ec2_takes_the_builder_back_has_not_failed() {
        attached(BUILDER, "/dev/sdf", "attached");
        Job job = job(
                Step.RUN_BUILD,
                Duration.ofMinutes(4),
                draft -> draft.buildStartedAt = Optional.of(NOW.minusSeconds(240)));
        Progress progress = new Progress(1, 1, NOW, "build", 0, 0, Optional.empty(), "", Duration.ZERO);
        report = Optional.of(new BuildReport(NOW, 1, false, true, progress, Optional.empty()));
        assertThat(settled(decide(job)).homeward().orElseThrow().reason()).isEqualTo(Homeward.Reason.RECLAIMED);
        report = Optional.of(new BuildReport(NOW, 1, false, false, progress, Optional.empty()));
        assertThat(settled(decide(job)).homeward().orElseThrow().reason()).isEqualTo(Homeward.Reason.STEP_FAILED);
    }

    @Test
    void a_builder_that_has_ended_after_a_person_was_called_for_it_ends_the_job_as_well() {
        machines.put(BUILDER, machine(BUILDER, State.TERMINATED));
        Job job = job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(20), draft -> {
            draft.move(Move.CALL_FOR_HELP, NOW);
            draft.problem = Optional.of("It does not end.");
        });
        Job gone = settled(decide(job));
        assertThat(gone.attempt().orElseThrow().isOver()).isTrue();
        Job resumed = settled(decide(gone));
        assertThat(resumed.state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(settled(decide(resumed)).state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void an_attachment_that_came_in_place_of_the_one_that_was_made_is_made_fit_before_the_mount() {
        attachments.add(new Attachment(BUILDER, "/dev/sdf", "attached", true));
        assertThat(settled(decide(job(Step.MOUNT_ON_BUILDER, Duration.ofSeconds(5), draft -> {})))
                        .step())
                .isEqualTo(Step.ATTACH_TO_BUILDER);
    }

    @Test
    void a_host_that_is_ending_is_waited_for_until_it_has_let_go_of_the_volume() {
        attached(HOST, "/dev/sdg", "attached");
        machines.put(HOST, machine(HOST, State.SHUTTING_DOWN));
        assertThat(decide(job(Step.MOUNT_ON_HOST, Duration.ofSeconds(5), draft -> {})))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void a_mount_waits_for_an_attachment_that_is_there() {
        attached(HOST, "/dev/sdg", "attaching");
        assertThat(settled(decide(job(Step.MOUNT_ON_HOST, Duration.ofSeconds(5), draft -> {})))
                        .step())
                .isEqualTo(Step.ATTACH_TO_HOST);
    }
}
