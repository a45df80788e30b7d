package dev.sojourn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.simulator.Invariant.Hand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each invariant sees what it is there to see: a violation of it is made by hand, and reported by its sentence. */
class InvariantsTest {

    private static final TreeSet<String> SEEN = new TreeSet<>();

    private final World world =
            new World(new Chance(1), Mix.none(new Chance(1)), false, new Coverage(), Invariants::all);
    private final Machine host = world.homeMachine();

    @AfterAll
    static void all_of_them_were_tried() {
        World world = new World(new Chance(1), Mix.none(new Chance(1)), false, new Coverage(), Invariants::all);
        assertThat(SEEN)
                .containsAll(
                        Invariants.all(world).stream().map(Invariant::sentence).collect(Collectors.toSet()));
    }

    private static void breaks(Class<? extends Invariant> invariant, ThrowingCallable deed) {
        String sentence = Invariant.sentence(invariant);
        SEEN.add(sentence);
        assertThatThrownBy(deed).isInstanceOf(Violation.class).hasMessageStartingWith(sentence + ": ");
    }

    private Job job(List<String> reasons) {
        Request request =
                new Request("U0ANN", "C1", BuildOptions.of("main"), Plans.plan().at(World.HOST), reasons);
        Job job = Job.submitted(request, world.timeline.instant())
                .with(draft -> draft.move(Move.START, world.timeline.instant()));
        return world.store.add(job, List.of(), world.timeline.instant());
    }

    private void saved(Job before, Job after, Fact... facts) {
        world.watch.saved(Optional.of(before), after, List.of(facts));
    }

    private Machine builder(int attempt) {
        CloudAnswer<String> id = world.launches.launch(new LaunchOrder(
                "token-" + attempt + world.machines.size(),
                "c7i.4xlarge",
                false,
                "ami",
                "subnet",
                "sg",
                "profile",
                30,
                Values.text("boot", Map.of()),
                Map.of("sojourn:job", "1", "sojourn:attempt", Integer.toString(attempt))));
        Machine machine = world.machine(id.ok().orElseThrow());
        machine.become(State.RUNNING, world.timeline.now());
        machine.guest.up = true;
        return machine;
    }

    private Attempt attempt(Machine machine) {
        return Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "t", world.timeline.instant())
                .launched(machine.id, world.timeline.instant());
    }

    private Fact.Ended ended(Job job) {
        return new Fact.Ended(
                job.state(), job.cost(world.timeline.instant()), Duration.ZERO, job.build(), job.homeward());
    }

    private static Job over(Job job, Move how) {
        return job.with(draft -> {
            draft.homeward = Optional.of(new Homeward(Homeward.Reason.CANCELLED, Optional.empty(), ""));
            draft.move(how, job.createdAt());
        });
    }

    @Test
    void two_attachments() {
        Attachment one = world.disk.attachment().orElseThrow();
        world.disk.become(List.of(one, new Attachment("i-0b", "/dev/sdg", "attached", false)), world.timeline.now());
        breaks(VolumeInvariants.TheVolumeNeverHasTwoAttachments.class, () -> world.watch.attached(world.disk));
    }

    @Test
    void a_detach_from_a_host_that_has_it_mounted() {
        breaks(
                VolumeInvariants.NoDetachUnderAWriter.class,
                () -> world.attachments.detach(world.disk, World.HOST, "/dev/sdf", Hand.BOT));
    }

    @Test
    void a_terminate_of_a_builder_that_has_it_mounted_and_answers() {
        job(List.of());
        Machine builder = builder(1);
        builder.guest.at(world.disk).mounted = true;
        breaks(VolumeInvariants.NoTerminateUnderAWriter.class, () -> world.power.terminate(builder.id, Hand.BOT));
    }

    @Test
    void a_write_on_the_disk_that_nobody_acknowledged() {
        world.disk.log.add(99);
        breaks(
                VolumeInvariants.TheContentIsWhatWasWrittenAndSynced.class,
                () -> world.content.mount(host, world.disk, true));
    }

    @Test
    void a_write_over_what_another_machine_wrote() {
        world.content.write(host.guest.at(world.disk));
        host.guest.at(world.disk).known = 5;
        breaks(VolumeInvariants.TheContentIsWhatWasWrittenAndSynced.class, () -> world.content.sync(host, world.disk));
    }

    @Test
    void writes_that_are_gone_from_a_healthy_machine() {
        world.content.write(host.guest.at(world.disk));
        breaks(
                VolumeInvariants.NothingWrittenIsLostUnlessAMachineDied.class,
                () -> world.content.tear(host, world.disk, Hand.AWS));
    }

    @Test
    void a_mount_without_a_check_of_what_was_left_uncleanly() {
        breaks(
                VolumeInvariants.AFilesystemLeftUncleanlyIsCheckedBeforeItsMount.class,
                () -> world.content.mount(host, world.disk, false));
    }

    @Test
    void home_told_while_it_is_not_mounted() {
        Job job = job(List.of());
        host.guest.at(world.disk).mounted = false;
        breaks(VolumeInvariants.AVolumeToldHomeIsHome.class, () -> saved(job, job, new Fact.VolumeHome(true)));
    }

    @Test
    void a_mount_where_the_volume_would_be_deleted_with_its_machine() {
        world.disk.become(List.of(new Attachment(World.HOST, "/dev/sdf", "attached", true)), world.timeline.now());
        breaks(
                VolumeInvariants.NoVolumeIsUsedWhereItWouldBeDeleted.class,
                () -> world.watch.obeyed(host, world.disk, "mount", 1, Long.MAX_VALUE));
    }

    @Test
    void another_builder_while_the_first_one_runs() {
        Job job = job(List.of());
        Job first = job.with(draft -> draft.add(attempt(builder(1))));
        Job second = first.with(
                draft -> draft.add(Attempt.asked(2, 0, Plans.onDemand("c7i.4xlarge"), "u", world.timeline.instant())));
        breaks(BuilderInvariants.OnlyOneBuilderCanHoldTheVolume.class, () -> saved(first, second));
    }

    @Test
    void two_builders_for_one_attempt() {
        job(List.of());
        builder(1);
        breaks(BuilderInvariants.NoAttemptHasTwoBuilders.class, () -> builder(1));
    }

    @Test
    void an_end_while_a_builder_runs() {
        Job job = job(List.of());
        builder(1);
        world.timeline.pass(2 * Timeline.MINUTE);
        Job over = over(job, Move.WITHDRAW);
        breaks(BuilderInvariants.NoBuilderOutlivesItsJob.class, () -> saved(job, over, ended(over)));
    }

    @Test
    void a_builder_without_fuses() {
        job(List.of());
        builder(1);
        breaks(BuilderInvariants.NoBuilderOutlivesItsFuses.class, () -> world.timeline.pass(5 * Timeline.HOUR));
    }

    /** A job whose builders cost so much an hour each, and go on and on. */
    private Job costing(String hourly, int builders) {
        Job job = job(List.of());
        Rung rung = new Rung(Plans.onDemand("c7i.4xlarge").type(), Market.ON_DEMAND, Optional.of(Usd.of(hourly)));
        for (int number = 1; number <= builders; number++) {
            Attempt attempt = Attempt.asked(number, 0, rung, "token-" + number, world.timeline.instant())
                    .launched(builder(number).id, world.timeline.instant());
            job = job.with(draft -> draft.add(attempt));
        }
        world.timeline.pass(8 * Timeline.MINUTE);
        return world.store.save(job, List.of(), world.timeline.instant()).orElseThrow();
    }

    @Test
    void a_job_beyond_its_cap_and_the_reserve() {
        Job job = costing("100", 1);
        breaks(MoneyInvariants.NoJobCostsMoreThanItsCapAndTheReserve.class, () -> saved(job, job));
    }

    @Test
    void a_build_that_goes_on_when_the_money_of_the_day_is_used_up() {
        world.mix.shortOfMoney = true;
        Job job = costing("10", 3);
        breaks(MoneyInvariants.NoBuildGoesOnWhenTheMoneyOfTheDayIsUsedUp.class, () -> saved(job, job));
    }

    @Test
    void a_launch_that_nobody_approved_or_for_another_commit() {
        Job job = job(List.of("it is dear"));
        breaks(BuilderInvariants.NoLaunchWithoutItsApproval.class, () -> builder(1));
        Approval other = new Approval(
                "U0EVE", world.timeline.instant(), job.request().plan().digest(), "another");
        world.store.save(job.with(draft -> draft.approval = Optional.of(other)), List.of(), world.timeline.instant());
        breaks(BuilderInvariants.NoLaunchWithoutItsApproval.class, () -> builder(2));
    }

    @Test
    void a_builder_of_a_type_that_is_not_on_the_ladder_or_not_what_was_asked_for() {
        Job job = job(List.of());
        Attempt other = Attempt.asked(1, 0, Plans.onDemand("c7a.4xlarge"), "t", world.timeline.instant());
        world.store.save(job.with(draft -> draft.add(other)), List.of(), world.timeline.instant());
        breaks(BuilderInvariants.OnlyWhatIsOnTheLadderIsBought.class, () -> builder(1));
    }

    @Test
    void a_quota_tried_again() {
        Job job = job(List.of());
        Attempt first = Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "t", world.timeline.instant())
                .refused("QUOTA", world.timeline.instant());
        Attempt second = Attempt.asked(2, 1, Plans.onDemand("c7a.4xlarge"), "u", world.timeline.instant());
        Job refused = job.with(draft -> draft.add(first));
        breaks(
                BuilderInvariants.AQuotaThatIsReachedIsNotTriedAgain.class,
                () -> saved(refused, refused.with(draft -> draft.add(second))));
    }

    @Test
    void the_host_terminated() {
        host.guest.at(world.disk).mounted = false;
        breaks(BuilderInvariants.TheHostIsNeverTerminatedByUs.class, () -> world.power.terminate(World.HOST, Hand.BOT));
    }

    @Test
    void an_older_epoch_obeyed() {
        world.watch.obeyed(host, world.disk, "mount", 5, Long.MAX_VALUE);
        breaks(
                GuestInvariants.NoGuestObeysAnOlderEpoch.class,
                () -> world.watch.obeyed(host, world.disk, "unmount", 4, Long.MAX_VALUE));
    }

    @Test
    void a_mount_from_before_the_move() {
        host.guest.at(world.disk).mounted = false;
        world.watch.obeyed(host, world.disk, "unmount", 5, Long.MAX_VALUE);
        world.attachments.detach(world.disk, World.HOST, "/dev/sdf", Hand.BOT);
        world.timeline.pass(10_000);
        breaks(
                GuestInvariants.NoGuestObeysAnOlderEpoch.class,
                () -> world.watch.obeyed(host, world.disk, "mount", 5, Long.MAX_VALUE));
    }

    @Test
    void a_command_obeyed_too_late() {
        long then = world.timeline.now() / 1000 - 1;
        breaks(
                GuestInvariants.NoGuestObeysACommandThatComesTooLate.class,
                () -> world.watch.obeyed(host, world.disk, "mount", 1, then));
    }

    @Test
    void two_jobs_with_the_volume() {
        Job first = job(List.of());
        Job second = first.with(draft -> draft.stored(2, 1));
        breaks(JobInvariants.OneJobAtATimeHasTheVolume.class, () -> saved(second, second));
    }

    @Test
    void an_outcome_that_changes() {
        Job over = over(job(List.of()), Move.WITHDRAW);
        breaks(ToldInvariants.AnOutcomeNeverChanges.class, () -> saved(over, over));
    }

    @Test
    void a_step_that_nobody_is_told_of() {
        Job job = job(List.of());
        Job next = job.with(draft -> draft.enter(Step.LAUNCH_BUILDER, world.timeline.instant()));
        breaks(ToldInvariants.EveryMoveIsToldInTheSameWrite.class, () -> saved(job, next));
        breaks(ToldInvariants.EveryMoveIsToldInTheSameWrite.class, () -> saved(job, next, new Fact.HeldNoMore()));
        Job over = over(job, Move.WITHDRAW);
        breaks(ToldInvariants.EveryMoveIsToldInTheSameWrite.class, () -> saved(job, over, new Fact.HeldNoMore()));
    }

    @Test
    void an_event_posted_twice_or_left_out() {
        JobEvent first = new JobEvent(1, 1, world.timeline.instant(), new Fact.HeldNoMore());
        world.watch.posted(first);
        breaks(ToldInvariants.EveryEventIsPostedOnceAndInOrder.class, () -> world.watch.posted(first));
        breaks(
                ToldInvariants.EveryEventIsPostedOnceAndInOrder.class,
                () -> world.watch.posted(new JobEvent(1, 3, world.timeline.instant(), new Fact.HeldNoMore())));
    }

    @Test
    void a_cost_that_shrinks() {
        Job job = job(List.of());
        Job paid = job.with(draft -> draft.add(attempt(host)));
        saved(paid, paid);
        breaks(JobInvariants.CostNeverShrinks.class, () -> saved(job, job));
    }

    @Test
    void a_success_without_a_build() {
        Job home = job(List.of()).with(draft -> draft.move(Move.TURN_HOME, world.timeline.instant()));
        Job over = over(home, Move.SUCCEED);
        breaks(JobInvariants.ABuildToldPassedHasPassed.class, () -> saved(home, over, ended(over)));
    }

    @Test
    void attention_for_a_reason_that_is_not_so() {
        Job job = job(List.of());
        for (String problem : List.of(
                "The host i-1 is terminated.",
                "It is attached to i-2, which is neither its host nor a builder of this job.",
                "The volume has been detaching from i-1 for 10 min.",
                "The volume is home, but the builder i-3 does not end: no.")) {
            breaks(
                    ToldInvariants.AttentionTellsTheTruth.class,
                    () -> saved(job, job, new Fact.AttentionNeeded(problem, "")));
        }
    }

    @Test
    void a_build_called_killed_while_ec2_takes_the_builder_back() {
        Job job = job(List.of());
        Machine builder = builder(1);
        builder.guest.noticed = true;
        Job home = job.with(draft -> draft.add(attempt(builder)));
        Fact turned = new Fact.TurnedHome(new Homeward(
                Homeward.Reason.STEP_FAILED, Optional.empty(), "The build's unit is gone and left no result."));
        breaks(ToldInvariants.TheReasonOfAFailureIsTrue.class, () -> saved(home, home, turned));
    }

    @Test
    void all_over_and_the_volume_away() {
        host.guest.at(world.disk).mounted = false;
        breaks(JobInvariants.WhenAllIsOverTheVolumeIsHome.class, world.watch::quiet);
    }

    @Test
    void a_repeated_launch_that_is_another_one() {
        job(List.of());
        LaunchOrder one = new LaunchOrder("t", "c7i.4xlarge", false, "a", "s", "g", "p", 30, "boot", Map.of());
        LaunchOrder other = new LaunchOrder("t", "c7a.4xlarge", false, "a", "s", "g", "p", 30, "boot", Map.of());
        LaunchOrder tagged =
                new LaunchOrder("t", "c7i.4xlarge", false, "a", "s", "g", "p", 30, "boot", Map.of("sojourn:job", "1"));
        world.launches.launch(tagged);
        assertThatThrownBy(() -> world.launches.launch(other)).hasMessageContaining("a repeated launch is the same");
        assertThatThrownBy(() -> world.launches.launch(one)).hasMessageContaining("a repeated launch is the same");
    }
}
