package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.BuildOptions;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked and comes late, or was seen a while ago, must not do harm. Each case was found by the simulator. */
class LateEffectsTest {

    private static final String HOST = FakeCloud.HOST;
    private static final String BUILDER = "i-00000000000000b01";
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Handoff HANDOFF = new Handoff(Timing.DEFAULT);

    private GuestAnswer answer = new GuestAnswer.Pending();
    private Optional<BuildReport> report = Optional.empty();
    private final Map<String, InstanceView> machines =
            new HashMap<>(Map.of(HOST, machine(HOST, State.RUNNING), BUILDER, machine(BUILDER, State.RUNNING)));
    private final List<Attachment> attachments = new ArrayList<>();
    private final Set<String> online = new HashSet<>(Set.of(HOST, BUILDER));

    private static Job job(Step step, Duration inStep, Consumer<Draft> more) {
        Instant since = NOW.minus(inStep);
        Attempt attempt = Attempt.asked(1, 0, Trip.plan().ladder().get(0), "token", NOW.minusSeconds(300))
                .launched(BUILDER, NOW.minusSeconds(300))
                .running(NOW.minusSeconds(290))
                .online(NOW.minusSeconds(260));
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), Trip.plan(), List.of());
        return Job.submitted(request, NOW.minusSeconds(600)).with(draft -> {
            draft.move(Move.START, since);
            draft.add(attempt);
            draft.enter(step, since);
            if (step.leg() == Leg.HOME) {
                draft.move(Move.TURN_HOME, since);
                draft.homeward = Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), "It failed."));
            }
            more.accept(draft);
        });
    }

    private void attached(String instance, String device, String state) {
        attachments.add(new Attachment(instance, device, state, false));
    }

    private static InstanceView machine(String id, State state) {
        return new InstanceView(
                id,
                state,
                "t3.small",
                "z",
                "ami",
                "subnet",
                NOW,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Decision decide(Job job) {
        VolumeView volume = new VolumeView(
                FakeCloud.VOLUME, attachments.isEmpty() ? "available" : "in-use", "z", 100, List.copyOf(attachments));
        Observation seen = new Observation(
                NOW,
                Optional.of(volume),
                machines,
                List.of(),
                online,
                answer,
                report,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());
        return HANDOFF.decide(job, seen, NOW);
    }

    private static Job settled(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Settle.class);
        return ((Decision.Settle) decision).job();
    }

    private static Decision.Ask asked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Ask.class);
        return (Decision.Ask) decision;
    }

    @Test
    void a_mount_that_is_still_on_its_way_is_of_an_older_epoch_once_the_job_turns_home() {
        attached(BUILDER, "/dev/sdf", "attached");
        Job job =
                job(Step.MOUNT_ON_BUILDER, Duration.ofSeconds(5), draft -> draft.cancelAskedBy = Optional.of("U0ANN"));
        Job home = settled(decide(job));
        assertThat(home.step()).isEqualTo(Step.STOP_BUILD);
        assertThat(home.passage().epoch()).isGreaterThan(job.passage().epoch());
    }

    @Test
    void an_attachment_counts_as_stuck_from_its_asking_on_not_from_the_beginning_of_the_step() {
        attached(HOST, "/dev/sdg", "attaching");
        Job asked = job(
                Step.ATTACH_TO_HOST,
                Duration.ofMinutes(20),
                draft -> draft.passage = draft.passage.acting("attach to the host", NOW.minusSeconds(3)));
        assertThat(decide(asked)).isInstanceOf(Decision.Wait.class);
        Job long_ago = job(
                Step.ATTACH_TO_HOST,
                Duration.ofMinutes(20),
                draft -> draft.passage = draft.passage.acting("attach to the host", NOW.minusSeconds(120)));
        Decision.Ask undo = asked(decide(long_ago));
        assertThat(undo.action()).isEqualTo(new Action.Detach(HOST, "/dev/sdg"));
        assertThat(undo.job().passage().epoch())
                .isGreaterThan(long_ago.passage().epoch());
    }

    @Test
    void an_attachment_whose_detach_was_asked_for_is_not_used_although_it_is_attached_by_now() {
        attached(HOST, "/dev/sdg", "attached");
        Job job = job(
                Step.ATTACH_TO_HOST,
                Duration.ofMinutes(2),
                draft -> draft.passage = draft.passage.leaving(HOST, "/dev/sdg"));
        assertThat(asked(decide(job)).action()).isEqualTo(new Action.Detach(HOST, "/dev/sdg"));
    }

    @Test
    void a_cancel_amid_the_detach_from_the_host_lets_the_detach_end_before_the_volume_is_mounted_again() {
        attached(HOST, "/dev/sdf", "attached");
        Decision.Ask detach = asked(decide(job(Step.DETACH_FROM_HOST, Duration.ofSeconds(1), draft -> {})));
        assertThat(detach.job().passage().isLeaving(HOST, "/dev/sdf")).isTrue();
        Job home = detach.job().with(draft -> {
            draft.move(Move.TURN_HOME, NOW);
            draft.enter(Step.ATTACH_TO_HOST, NOW);
        });
        assertThat(asked(decide(home)).action()).isEqualTo(new Action.Detach(HOST, "/dev/sdf"));
    }

    @Test
    void all_names_used_up_still_leaves_one_that_is_not_about_to_be_detached() {
        Job job = job(Step.ATTACH_TO_HOST, Duration.ofMinutes(2), draft -> {
            Attaching.NAMES.forEach(name -> draft.passage = draft.passage.onDevice(name));
            draft.passage = draft.passage.leaving(HOST, "/dev/sdf");
        });
        assertThat(asked(decide(job)).action()).isEqualTo(new Action.Attach(HOST, "/dev/sdg"));
    }

    @Test
    void a_detach_is_called_stuck_from_its_asking_on() {
        attached(BUILDER, "/dev/sdf", "detaching");
        Job job = job(
                Step.DETACH_FROM_BUILDER,
                Duration.ofMinutes(30),
                draft -> draft.passage = draft.passage.acting("detach from the builder", NOW.minusSeconds(3)));
        assertThat(decide(job)).isInstanceOf(Decision.Wait.class);
        Job long_ago = job(Step.DETACH_FROM_BUILDER, Duration.ofMinutes(30), draft -> {});
        assertThat(settled(decide(long_ago)).state()).isEqualTo(JobState.NEEDS_ATTENTION);
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

    private static Operation unmount(Optional<String> command, Instant issued) {
        return new Operation(
                "j1-x-1-unmount", Operation.Script.UNMOUNT, BUILDER, 1, issued, NOW.plusSeconds(60), command);
    }

    @Test
    void a_command_that_was_never_sent_does_not_make_its_machine_unreachable() {
        attached(BUILDER, "/dev/sdf", "attached");
        Job job = job(
                Step.UNMOUNT_FROM_BUILDER,
                Duration.ofMinutes(5),
                draft -> draft.passage = draft.passage
                        .with(unmount(Optional.empty(), NOW.minusSeconds(300)))
                        .acting("run unmount", NOW.minusSeconds(300)));
        assertThat(asked(decide(job)).action()).isInstanceOf(Action.Send.class);
        Job unanswered = job(
                Step.UNMOUNT_FROM_BUILDER,
                Duration.ofMinutes(5),
                draft -> draft.passage = draft.passage.with(unmount(Optional.of("c-1"), NOW.minusSeconds(100))));
        assertThat(settled(decide(unanswered)).passage().unclean()).isTrue();
    }

    @Test
    void a_command_is_counted_from_when_the_cloud_had_it() {
        Operation late = unmount(Optional.empty(), NOW.minusSeconds(300)).sentAs("c-1", NOW);
        assertThat(late.issuedAt()).isEqualTo(NOW);
        assertThat(late.notAfter()).isEqualTo(NOW.plusSeconds(60));
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

    private static Job called(Job job) {
        return job.with(draft -> {
            draft.move(Move.CALL_FOR_HELP, NOW);
            draft.problem = Optional.of("It does not work.");
        });
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
        Consumer<Draft> attached = draft -> draft.passage = draft.passage.onDevice("/dev/sdg");
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
        assertThat(decide(job)).isInstanceOf(Decision.Wait.class);
        report = Optional.of(new BuildReport(NOW, 1, false, false, progress, Optional.empty()));
        assertThat(settled(decide(job)).step()).isEqualTo(Step.STOP_BUILD);
    }

    @Test
    void a_mount_waits_for_an_attachment_that_is_there() {
        attached(HOST, "/dev/sdg", "attaching");
        assertThat(settled(decide(job(Step.MOUNT_ON_HOST, Duration.ofSeconds(5), draft -> {})))
                        .step())
                .isEqualTo(Step.ATTACH_TO_HOST);
    }

    @Test
    void a_name_whose_attachment_was_refused_is_not_used_up() {
        Decision.Ask ask = asked(decide(job(
                Step.ATTACH_TO_HOST,
                Duration.ofSeconds(5),
                draft -> draft.passage = draft.passage.onDevice("/dev/sdf"))));
        CloudAnswer<?> no = new CloudAnswer.Refused<>(Refusal.THROTTLED, "RequestLimitExceeded", "no");
        Job after = Aftermath.of(ask.job(), ask.action(), no, NOW).orElseThrow().job();
        assertThat(after.passage().spentDevices()).containsExactly("/dev/sdf");
        CloudAnswer<?> taken = new CloudAnswer.Refused<>(Refusal.DEVICE_TAKEN, "InvalidParameterValue", "no");
        assertThat(Aftermath.of(ask.job(), ask.action(), taken, NOW))
                .as("not this one again")
                .isEmpty();
        CloudAnswer<?> unclear = new CloudAnswer.Unclear<>("no answer");
        assertThat(Aftermath.of(ask.job(), ask.action(), unclear, NOW))
                .as("it may be there")
                .isEmpty();
    }

    @Test
    void what_was_seen_before_a_long_pause_is_looked_at_again_before_anything_is_asked(@TempDir Path folder) {
        try (Trip trip = new Trip(folder, List.of())) {
            trip.until(one -> one.step() == Step.DETACH_FROM_HOST);
            List<String> looks = new ArrayList<>();
            Cloud right = trip.cloud.ports();
            Volumes slow = (Volumes) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Volumes.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("describe")) {
                            looks.add(trip.clock.instant().toString());
                            if (looks.size() == 1) {
                                trip.clock.pass(Duration.ofMinutes(5));
                            }
                        } else {
                            looks.add("asked");
                        }
                        return method.invoke(right.volumes(), arguments);
                    });
            Cloud cloud = new Cloud(slow, right.instances(), right.shell(), right.prices());
            new Driver(
                            "test",
                            cloud,
                            trip.store,
                            new NoWakes(),
                            new LiveBuilds(),
                            number -> Optional.empty(),
                            Timing.DEFAULT,
                            trip.clock)
                    .drive(trip.job.number());
            assertThat(looks.indexOf("asked")).isEqualTo(2);
        }
    }

    private static final class NoWakes implements Wakeups {

        @Override
        public void now(long job) {
            // Driven once.
        }

        @Override
        public void at(long job, Instant time) {
            // Driven once.
        }
    }
}
