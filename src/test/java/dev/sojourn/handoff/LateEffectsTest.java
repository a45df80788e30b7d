package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.job.Departure;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.Step;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.SpotBreaker;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked and comes late, or was seen a while ago, must not do harm. Each case was found by the simulator. */
class LateEffectsTest extends OneLook {

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
                draft -> draft.passage = draft.passage.naming(
                        names -> names.departing(HOST, "/dev/sdg", NOW).departing(BUILDER, "/dev/sdf", NOW)));
        assertThat(unmountedThenAsked(job)).isEqualTo(new Action.Detach(HOST, "/dev/sdg"));
    }

    /** First out of use, then away. */
    private Action unmountedThenAsked(Job job) {
        Decision.Ask first = asked(decide(job));
        Operation unmount = ((Action.Send) first.action()).operation();
        assertThat(unmount.script()).isEqualTo(Operation.Script.UNMOUNT);
        assertThat(unmount.instance()).isEqualTo(HOST);
        Job sent = first.job().with(draft -> draft.passage = draft.passage.with(unmount.sentAs("c-1", NOW)));
        answer = new GuestAnswer.Yes(new ObjectMapper().createObjectNode());
        Decision.Ask undo = asked(decide(sent));
        assertThat(undo.job().passage().epoch()).isGreaterThan(unmount.epoch());
        assertThat(decide(undo.job())).as("once").isInstanceOf(Decision.Wait.class);
        return undo.action();
    }

    @Test
    void an_attachment_of_an_earlier_job_that_comes_on_the_way_home_is_undone_because_its_detach_may_come_too() {
        inheritance = new Inheritance(7, List.of(new Departure(HOST, "/dev/sdi", NOW)));
        Job queued = job(Step.PREFLIGHT, Duration.ZERO, draft -> {});
        Job begun = settled(decide(Job.submitted(queued.request(), NOW)));
        assertThat(begun.passage().epoch()).isEqualTo(7);
        attached(HOST, "/dev/sdi", "attached");
        Job home = job(Step.ATTACH_TO_HOST, Duration.ofSeconds(5), draft -> draft.passage = begun.passage());
        assertThat(unmountedThenAsked(home)).isEqualTo(new Action.Detach(HOST, "/dev/sdi"));
    }

    @Test
    void an_attachment_of_long_ago_in_place_of_the_one_that_was_made_is_seen_before_the_mount() {
        attached(HOST, "/dev/sdi", "attached");
        Job job = job(
                Step.MOUNT_ON_HOST,
                Duration.ofSeconds(5),
                draft -> draft.passage = draft.passage.naming(
                        names -> names.departing(HOST, "/dev/sdi", NOW).using("/dev/sdj")));
        assertThat(settled(decide(job)).step()).isEqualTo(Step.ATTACH_TO_HOST);
    }

    @Test
    void a_volume_that_an_attach_of_long_ago_brought_home_on_the_way_out_leaves_once_more() {
        attached(HOST, "/dev/sdi", "attached");
        assertThat(decide(job(Step.ATTACH_TO_BUILDER, Duration.ofSeconds(5), draft -> {})))
                .as("EC2 may still show where it was")
                .isInstanceOf(Decision.Wait.class);
        Job out = job(Step.ATTACH_TO_BUILDER, Duration.ofSeconds(30), draft -> {});
        Job again = settled(decide(out));
        assertThat(again.step()).isEqualTo(Step.UNMOUNT_FROM_HOST);
        assertThat(again.passage().epoch()).isGreaterThan(out.passage().epoch());
    }

    @Test
    void a_name_that_a_person_chose_stays_and_so_does_one_whose_detach_can_come_no_more() {
        attached(HOST, "/dev/sdp", "attached");
        Job byHand = job(
                Step.ATTACH_TO_HOST,
                Duration.ofSeconds(5),
                draft -> draft.passage = draft.passage.naming(names -> names.departing(HOST, "/dev/sdi", NOW)));
        assertThat(settled(decide(byHand)).step()).isEqualTo(Step.MOUNT_ON_HOST);
        Job longAgo = job(
                Step.ATTACH_TO_HOST,
                Duration.ofSeconds(5),
                draft -> draft.passage =
                        draft.passage.naming(names -> names.departing(HOST, "/dev/sdp", NOW.minus(Departure.LATEST))));
        assertThat(settled(decide(longAgo)).step()).isEqualTo(Step.MOUNT_ON_HOST);
    }

    @Test
    void a_host_that_is_off_has_nothing_mounted_and_the_attachment_is_undone_at_once() {
        attached(HOST, "/dev/sdg", "attached");
        machines.put(HOST, machine(HOST, State.STOPPED));
        assertThat(asked(decide(departing(Duration.ofMinutes(2)))).action())
                .isEqualTo(new Action.Detach(HOST, "/dev/sdg"));
    }

    private Job departing(Duration inStep) {
        return job(
                Step.ATTACH_TO_HOST,
                inStep,
                draft -> draft.passage = draft.passage.naming(names -> names.departing(HOST, "/dev/sdg", NOW)));
    }

    @Test
    void without_the_agent_nothing_is_undone_and_a_person_is_called_in_the_end() {
        attached(HOST, "/dev/sdg", "attached");
        online.remove(HOST);
        assertThat(decide(departing(Duration.ofMinutes(1)))).isInstanceOf(Decision.Wait.class);
        Job called = settled(decide(departing(Timing.DEFAULT.agentLimit().plusSeconds(1))));
        assertThat(called.state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(called.problem().orElseThrow()).contains("/dev/sdg").contains("agent");
    }

    @Test
    void a_tree_in_use_is_not_taken_away_from_under_anybody_but_they_are_told() {
        attached(HOST, "/dev/sdg", "attached");
        Decision.Ask first = asked(decide(departing(Duration.ofMinutes(1))));
        Operation unmount = ((Action.Send) first.action()).operation();
        Job sent = first.job().with(draft -> draft.passage = draft.passage.with(unmount.sentAs("c-1", NOW)));
        answer = new GuestAnswer.No("held", "vim is in it", new ObjectMapper().createObjectNode());
        Job called = settled(decide(sent));
        assertThat(called.state()).isEqualTo(JobState.NEEDS_ATTENTION);
        assertThat(called.problem().orElseThrow()).contains("vim is in it");
        assertThat(decide(called)).as("tried again after a pause").isInstanceOf(Decision.Wait.class);
        Job later = called.with(draft -> draft.passage = draft.passage.acting("run unmount", NOW.minusSeconds(60)));
        assertThat(((Action.Send) asked(decide(later)).action()).operation().id())
                .isNotEqualTo(unmount.id());
    }

    @Test
    void a_cancel_amid_the_detach_from_the_host_lets_the_detach_end_before_the_volume_is_mounted_again() {
        attached(HOST, "/dev/sdf", "attached");
        Decision.Ask detach = asked(decide(job(Step.DETACH_FROM_HOST, Duration.ofSeconds(1), draft -> {})));
        assertThat(detach.job().passage().names().mayDepart(HOST, "/dev/sdf", NOW))
                .isTrue();
        Job home = detach.job().with(draft -> {
            draft.move(Move.TURN_HOME, NOW);
            draft.enter(Step.ATTACH_TO_HOST, NOW);
        });
        assertThat(unmountedThenAsked(home)).isEqualTo(new Action.Detach(HOST, "/dev/sdf"));
    }

    @Test
    void all_names_used_up_still_leaves_one_that_is_not_about_to_be_detached() {
        Job job = job(Step.ATTACH_TO_HOST, Duration.ofMinutes(2), draft -> {
            Attaching.NAMES.forEach(name -> draft.passage = draft.passage.naming(names -> names.using(name)));
            draft.passage = draft.passage.naming(names -> names.departing(HOST, "/dev/sdf", NOW));
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
    void a_name_whose_attachment_was_refused_is_not_used_up() {
        Decision.Ask ask = asked(decide(job(
                Step.ATTACH_TO_HOST,
                Duration.ofSeconds(5),
                draft -> draft.passage = draft.passage.naming(names -> names.using("/dev/sdf")))));
        CloudAnswer<?> no = new CloudAnswer.Refused<>(Refusal.THROTTLED, "RequestLimitExceeded", "no");
        Job after =
                Aftermath.of(ask.job(), ask.action(), no, "", NOW).orElseThrow().job();
        assertThat(after.passage().names().spent()).containsExactly("/dev/sdf");
        CloudAnswer<?> taken = new CloudAnswer.Refused<>(Refusal.DEVICE_TAKEN, "InvalidParameterValue", "no");
        assertThat(Aftermath.of(ask.job(), ask.action(), taken, "", NOW))
                .as("not this one again")
                .isEmpty();
        CloudAnswer<?> unclear = new CloudAnswer.Unclear<>("no answer");
        assertThat(Aftermath.of(ask.job(), ask.action(), unclear, "", NOW))
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
                            new SpotWeather(trip.store, SpotBreaker.USUAL),
                            Timing.DEFAULT,
                            Caps.NONE,
                            () -> true,
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
