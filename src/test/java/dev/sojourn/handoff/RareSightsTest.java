package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a job meets once in a thousand trips, and what it does then. */
class RareSightsTest extends OneLook {

    private static final Consumer<Draft> AS_IT_IS = draft -> {};

    private static Consumer<Draft> underWay(Script script, String instance) {
        return draft -> draft.passage = draft.passage.with(new Operation(
                "j1-x-1-" + script.file(),
                script,
                instance,
                1,
                NOW.minusSeconds(5),
                NOW.plusSeconds(50),
                Optional.of("c-1")));
    }

    private static GuestAnswer.No no(String reason, String detail) {
        return new GuestAnswer.No(reason, detail, JsonNodeFactory.instance.objectNode());
    }

    private static String lastWords(Job job) {
        return job.homeward().orElseThrow().words();
    }

    private static Job fresh() {
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), Trip.plan(), List.of("large"));
        return Job.submitted(request, NOW.minusSeconds(600));
    }

    /** The host is looked at, and no builder was asked for yet. */
    private static Job beforeAnything() {
        return fresh().with(draft -> {
            draft.move(Move.START, NOW.minusSeconds(5));
            draft.enter(Step.PREFLIGHT, NOW.minusSeconds(5));
        });
    }

    private static Job withAttempts(Step step, Duration inStep, List<Attempt> attempts) {
        Job job = fresh().with(draft -> {
            draft.move(Move.START, NOW.minus(inStep));
            draft.enter(step, NOW.minus(inStep));
        });
        return job.with(draft -> attempts.forEach(draft::add));
    }

    @Test
    void a_job_that_is_cancelled_while_it_waits_ends_without_touching_anything() {
        Job asking = beforeAnything().with(draft -> {
            draft.move(Move.ASK_APPROVAL, NOW);
            draft.approvalExpires = Optional.of(NOW.plusSeconds(60));
        });
        for (Job waiting : List.of(fresh(), asking)) {
            Decision.Settle over =
                    (Decision.Settle) decide(waiting.with(draft -> draft.cancelAskedBy = Optional.of("U0ANN")));
            assertThat(over.job().state()).isEqualTo(JobState.CANCELLED);
            assertThat(lastWords(over.job())).isEqualTo("Cancelled before anything was touched.");
            assertThat(over.job().homeward().orElseThrow().by()).contains("U0ANN");
            assertThat(over.facts()).hasSize(1).allMatch(Fact.Ended.class::isInstance);
        }
    }

    @Test
    void a_job_that_is_over_is_left_alone() {
        Job over = job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(1), draft -> draft.move(Move.FAIL, NOW));
        assertThat(decide(over)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void four_builders_lost_in_a_row_are_enough() {
        List<Attempt> lost = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> {
                    Attempt one = ran(number, "i-00000000000000b0" + number);
                    return number == 4 ? one : one.ended(NOW.minusSeconds(200));
                })
                .toList();
        machines.put("i-00000000000000b04", machine("i-00000000000000b04", State.TERMINATED));
        Decision.Settle home = (Decision.Settle) decide(withAttempts(Step.RUN_BUILD, Duration.ofSeconds(20), lost));
        assertThat(home.job().step()).isEqualTo(Step.STOP_BUILD);
        assertThat(home.job().homeward().orElseThrow().reason()).isEqualTo(Homeward.Reason.BUILDER_LOST);
        assertThat(lastWords(home.job())).startsWith("Four builders in a row were lost");
        assertThat(home.facts()).anyMatch(Fact.BuilderLost.class::isInstance);
    }

    private static Attempt ran(int number, String builder) {
        return Attempt.asked(number, 0, Trip.plan().ladder().get(0), "t" + number, NOW.minusSeconds(300))
                .launched(builder, NOW.minusSeconds(300))
                .running(NOW.minusSeconds(290));
    }

    @Test
    void a_builder_that_still_has_the_volume_is_not_terminated() {
        attached(BUILDER, "/dev/sdf", "attached");
        assertThat(settled(decide(job(Step.TERMINATE_BUILDER, Duration.ofSeconds(5), AS_IT_IS)))
                        .step())
                .isEqualTo(Step.UNMOUNT_FROM_BUILDER);
    }

    @Test
    void a_builder_that_does_not_end_calls_a_person_once_and_is_asked_on() {
        attached(HOST, "/dev/sdf", "attached");
        Decision.Settle called =
                (Decision.Settle) decide(job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(11), ASKED_THRICE));
        assertThat(called.job().state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(called.job().problem().orElseThrow()).contains(BUILDER, "still shows it as running");
        assertThat(asked(decide(called.job())).action()).isEqualTo(new Action.Terminate(BUILDER));
        assertThat(asked(decide(job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(9), ASKED_THRICE)))
                        .action())
                .as("not yet")
                .isEqualTo(new Action.Terminate(BUILDER));
    }

    @Test
    void a_builder_that_shows_late_is_asked_to_end_before_anybody_is_called() {
        attached(HOST, "/dev/sdf", "attached");
        assertThat(asked(decide(job(Step.CONFIRM_BUILDER_GONE, Duration.ofMinutes(11), AS_IT_IS)))
                        .action())
                .isEqualTo(new Action.Terminate(BUILDER));
    }

    private static final Consumer<Draft> ASKED_THRICE = draft -> {
        for (int n = 0; n < 3; n++) {
            draft.passage = draft.passage.acting("terminate " + BUILDER, NOW.minusSeconds(60));
        }
    };

    @Test
    void a_job_that_was_cancelled_on_its_way_home_from_a_loss_ends_cancelled() {
        attached(HOST, "/dev/sdf", "attached");
        machines.put(BUILDER, machine(BUILDER, State.TERMINATED));
        Job job = job(Step.CONFIRM_BUILDER_GONE, Duration.ofSeconds(5), draft -> {
            draft.update(ran(1, BUILDER).ended(NOW));
            draft.cancelAskedBy = Optional.of("U0ANN");
        });
        assertThat(settled(decide(job)).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void an_unmount_that_fails_again_and_again_ends_with_the_builder_and_a_check_of_the_file_system() {
        attached(BUILDER, "/dev/sdf", "attached");
        answer = no("held", "It is in use.");
        Consumer<Draft> tried = draft -> {
            draft.passage = draft.passage
                    .acting("run unmount", NOW.minusSeconds(60))
                    .acting("run unmount", NOW.minusSeconds(30));
            underWay(Script.UNMOUNT, BUILDER).accept(draft);
        };
        assertThat(asked(decide(job(Step.UNMOUNT_FROM_BUILDER, Duration.ofSeconds(60), tried)))
                        .action())
                .as("it is tried again first")
                .isInstanceOf(Action.Send.class);
        Job given = settled(decide(job(Step.UNMOUNT_FROM_BUILDER, Duration.ofSeconds(100), tried)));
        assertThat(given.step()).isEqualTo(Step.DETACH_FROM_BUILDER);
        assertThat(given.passage().unclean()).isTrue();
        assertThat(asked(decide(given)).action())
                .as("no detach under a writer")
                .isEqualTo(new Action.Terminate(BUILDER));
    }

    @Test
    void a_volume_that_is_nowhere_on_its_way_home_is_looked_for_and_then_told() {
        attached("i-0f", "/dev/sdf", "attached");
        assertThat(settled(decide(job(Step.DETACH_FROM_BUILDER, Duration.ofSeconds(40), AS_IT_IS)))
                        .state())
                .isEqualTo(JobState.NEEDS_ATTENTION);
        attachments.clear();
        volumeKnown = false;
        assertThat(decide(job(Step.DETACH_FROM_BUILDER, Duration.ofMinutes(4), AS_IT_IS)))
                .isInstanceOf(Decision.Wait.class);
        Job told = settled(decide(job(Step.DETACH_FROM_BUILDER, Duration.ofMinutes(6), AS_IT_IS)));
        assertThat(told.problem().orElseThrow()).contains("EC2 does not know the volume");
    }

    @Test
    void a_launched_builder_that_ec2_does_not_show_is_waited_for_and_then_counts_as_refused() {
        machines.remove(BUILDER);
        Job young = launched(Duration.ofMinutes(4));
        assertThat(decide(young)).isInstanceOf(Decision.Wait.class);
        Decision.Settle refused = (Decision.Settle) decide(launched(Duration.ofMinutes(6)));
        assertThat(refused.facts()).hasSize(1).allMatch(Fact.RungRefused.class::isInstance);
        assertThat(refused.job().attempt().orElseThrow().isOver()).isTrue();
        strays.add(machine(BUILDER, State.PENDING));
        assertThat(decide(launched(Duration.ofMinutes(6))))
                .as("shown by its tags")
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void a_builder_that_stays_pending_is_given_up() {
        machines.put(BUILDER, machine(BUILDER, State.PENDING));
        assertThat(decide(launched(Duration.ofMinutes(4)))).isInstanceOf(Decision.Wait.class);
        Job given = settled(decide(launched(Duration.ofMinutes(6))));
        assertThat(given.state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(lastWords(given)).contains("has been pending for 6 min");
    }

    private static Job launched(Duration ago) {
        return job(
                Step.LAUNCH_BUILDER,
                ago,
                draft -> draft.update(Attempt.asked(1, 0, Trip.plan().ladder().get(0), "token", NOW.minus(ago))
                        .launched(BUILDER, NOW.minus(ago))));
    }

    @Test
    void a_volume_that_would_be_deleted_with_its_host_does_not_travel() {
        attachments.add(new Attachment(HOST, "/dev/sdf", "attached", true));
        Job refused = settled(decide(beforeAnything()));
        assertThat(refused.state()).isEqualTo(JobState.FAILED);
        assertThat(lastWords(refused)).contains("deleteOnTermination", "modify-instance-attribute");
    }

    @Test
    void a_preflight_that_refuses_ends_the_job_with_its_words() {
        attached(HOST, "/dev/sdf", "attached");
        answer = no("not-a-mount", "/mnt/llvm is not a mount point");
        Job refused = settled(decide(beforeAnything().with(underWay(Script.PREFLIGHT, HOST))));
        assertThat(lastWords(refused).strip()).isEqualTo("/mnt/llvm is not a mount point.");
    }

    @Test
    void a_guest_that_calls_a_command_old_is_asked_again_in_the_next_epoch() {
        attached(HOST, "/dev/sdf", "attached");
        answer = no("older-epoch", "epoch 1 is over");
        Job job = job(Step.MOUNT_ON_HOST, Duration.ofSeconds(5), underWay(Script.MOUNT, HOST));
        Job next = settled(decide(job));
        assertThat(next.passage().epoch()).isEqualTo(job.passage().epoch() + 1);
        assertThat(next.passage().operation()).isEmpty();
        assertThat(asked(decide(next)).action()).isInstanceOf(Action.Send.class);
    }

    @Test
    void a_command_without_an_answer_is_sent_anew_once_it_can_no_longer_begin() {
        attached(HOST, "/dev/sdf", "attached");
        Operation lost = new Operation(
                "j1-x-3-mount", Script.MOUNT, HOST, 1, NOW.minusSeconds(121), NOW.minusSeconds(61), Optional.of("c-1"));
        Job job = job(Step.MOUNT_ON_HOST, Duration.ofMinutes(3), draft -> draft.passage = draft.passage.with(lost));
        Action.Send again = (Action.Send) asked(decide(job)).action();
        assertThat(again.operation().id()).isNotEqualTo(lost.id());
        Operation perhaps = new Operation(
                "j1-x-3-mount", Script.MOUNT, HOST, 1, NOW.minusSeconds(115), NOW.minusSeconds(55), Optional.of("c-1"));
        assertThat(decide(job(
                        Step.MOUNT_ON_HOST,
                        Duration.ofMinutes(3),
                        draft -> draft.passage = draft.passage.with(perhaps))))
                .as("it may still run")
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void a_host_whose_agent_never_comes_back_calls_a_person_with_the_line_to_run() {
        attached(HOST, "/dev/sdf", "attached");
        online.remove(HOST);
        Decision.Settle told = (Decision.Settle) decide(job(Step.MOUNT_ON_HOST, Duration.ofMinutes(6), AS_IT_IS));
        assertThat(told.job().state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(told.facts().get(0))
                .isInstanceOfSatisfying(
                        Fact.AttentionNeeded.class,
                        needed -> assertThat(needed.advice()).contains("systemctl start", "/mnt/llvm"));
    }

    @Test
    void a_host_that_is_ending_is_not_asked_to_let_go_and_one_that_refuses_to_unmount_stays() {
        attached(HOST, "/dev/sdf", "attached");
        answer = no("no-such-mount", "/mnt/llvm is not mounted");
        Job refused =
                settled(decide(job(Step.UNMOUNT_FROM_HOST, Duration.ofSeconds(5), underWay(Script.UNMOUNT, HOST))));
        assertThat(lastWords(refused)).contains("cannot be unmounted from the host: /mnt/llvm is not mounted.");
        machines.put(HOST, machine(HOST, State.SHUTTING_DOWN));
        assertThat(decide(job(Step.DETACH_FROM_HOST, Duration.ofSeconds(5), AS_IT_IS)))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void a_volume_on_its_way_home_that_nobody_holds_is_waited_for() {
        volumeState = "creating";
        assertThat(decide(job(Step.ATTACH_TO_HOST, Duration.ofSeconds(5), AS_IT_IS)))
                .isInstanceOfSatisfying(
                        Decision.Wait.class, wait -> assertThat(wait.why()).contains("available"));
    }

    private static final Consumer<Draft> READY = draft -> {
        draft.commit = Optional.of(new Commit("0123456789abcdef0123456789abcdef01234567", "a change"));
        draft.tree = Optional.of(new Tree(1000, 1000, "", ""));
    };

    @Test
    void a_builder_that_has_rebooted_before_its_build_gets_its_mount_again() {
        attached(BUILDER, "/dev/sdf", "attached");
        Job job = job(Step.RUN_BUILD, Duration.ofSeconds(5), READY.andThen(underWay(Script.START_BUILD, BUILDER)));
        answer = no("not-mounted", "/mnt/llvm is not mounted");
        Job again = settled(decide(job));
        assertThat(again.step()).isEqualTo(Step.MOUNT_ON_BUILDER);
        assertThat(again.passage().unclean()).isTrue();
        answer = no("no-such-user", "the owner is not known");
        assertThat(lastWords(settled(decide(job)))).contains("the owner is not known.");
    }

    @Test
    void a_start_that_was_answered_needs_its_command_no_longer() {
        attached(BUILDER, "/dev/sdf", "attached");
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("ok", true).put("log", "/mnt/llvm/.sojourn/j1.log");
        answer = new GuestAnswer.Yes(told);
        Job job = job(Step.RUN_BUILD, Duration.ofSeconds(5), READY.andThen(underWay(Script.START_BUILD, BUILDER)));
        Decision.Settle started = (Decision.Settle) decide(job);
        assertThat(started.job().buildStartedAt()).contains(NOW);
        assertThat(started.facts()).contains(new Fact.BuildStarted(1, "/mnt/llvm/.sojourn/j1.log"));
        Job left = job(
                Step.RUN_BUILD,
                Duration.ofSeconds(5),
                READY.andThen(underWay(Script.UNMOUNT, BUILDER))
                        .andThen(draft -> draft.buildStartedAt = Optional.of(NOW.minusSeconds(3))));
        assertThat(settled(decide(left)).passage().operation()).isEmpty();
    }
}
