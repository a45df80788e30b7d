package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Allowance;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The builder of {@link OneLook} has lived for five minutes, at one price; its way home is paid for with two minutes more. */
class CapKeepingTest extends OneLook {

    private static final Consumer<Draft> AS_IT_IS = draft -> {};
    private static final Usd FIVE_MINUTES = price().perHourFor(Duration.ofMinutes(5));
    private static final Usd TWO_MINUTES = price().perHourFor(Duration.ofMinutes(2));

    private static Usd price() {
        BuildPlan plan = Trip.plan();
        return plan.first().hourly().orElseThrow().plus(plan.profile().builder().rootDiskHourly());
    }

    private static BuildPlan upTo(Usd cap) {
        BuildPlan plan = Trip.plan();
        return new BuildPlan(
                plan.volume(),
                plan.profile(),
                plan.targets(),
                plan.ladder(),
                plan.estimate(),
                cap,
                plan.slot(),
                plan.clean());
    }

    private Job building(Usd cap) {
        attached(BUILDER, "/dev/sdf", "attached");
        return job(
                upTo(cap),
                Step.RUN_BUILD,
                Duration.ofMinutes(3),
                draft -> draft.buildStartedAt = Optional.of(NOW.minusSeconds(180)));
    }

    private static Optional<Homeward> turned(Decision decision) {
        return decision instanceof Decision.Settle settle && settle.job().state() == JobState.HOMEBOUND
                ? settle.job().homeward()
                : Optional.empty();
    }

    @Test
    void it_goes_on_while_the_way_home_is_paid_for_to_the_millionth() {
        assertThat(turned(decide(building(FIVE_MINUTES.plus(TWO_MINUTES))))).isEmpty();
    }

    @Test
    void it_turns_home_with_the_reserve_in_hand_and_offers_to_go_on_for_twice_as_much() {
        Usd cap = FIVE_MINUTES.plus(TWO_MINUTES).minus(new Usd(1));
        Homeward why = turned(decide(building(cap))).orElseThrow();
        assertThat(why.reason()).isEqualTo(Homeward.Reason.CAP_REACHED);
        assertThat(why.words()).startsWith("The cap of " + cap + " is reached.");
        assertThat(why.remedy().map(Remedy::options).flatMap(options -> options.cap()))
                .contains(cap.times(2));
    }

    @Test
    void it_turns_home_in_any_step_where_a_builder_is_paid_for() {
        Job waiting = job(upTo(FIVE_MINUTES), Step.AWAIT_BUILDER_AGENT, Duration.ofMinutes(2), AS_IT_IS);
        assertThat(turned(decide(waiting)).map(Homeward::reason)).contains(Homeward.Reason.CAP_REACHED);
    }

    @Test
    void it_turns_home_when_a_cap_of_the_day_leaves_no_more_and_says_which() {
        Cap day = new Cap(Cap.Kind.DAY, Optional.empty(), Optional.of(Usd.of("12")));
        Budget budget = new Budget(
                day,
                Whose.EVERYBODY,
                new Spending(Usd.of("9"), Usd.of("3")),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(60)));
        allowance = Optional.of(new Allowance(FIVE_MINUTES.plus(TWO_MINUTES), budget));
        Job job = building(Usd.of("20"));
        assertThat(turned(decide(job))).isEmpty();
        allowance = Optional.of(new Allowance(FIVE_MINUTES, budget));
        assertThat(turned(decide(job)).orElseThrow().words())
                .contains("$12.00 (`policy.caps.day`)", "$9.00 is spent", "$3.00 promised");
    }

    private static Job withoutBuilder(Usd cap) {
        return job(
                upTo(cap),
                Step.LAUNCH_BUILDER,
                Duration.ofSeconds(5),
                draft -> draft.update(attempt(1, Trip.plan().first(), NOW.minusSeconds(300))
                        .launched(BUILDER, NOW.minusSeconds(300))
                        .running(NOW.minusSeconds(290))
                        .ended(NOW)));
    }

    @Test
    void another_builder_is_launched_only_where_its_way_there_and_back_is_paid_for() {
        Usd enough = FIVE_MINUTES.plus(TWO_MINUTES).plus(TWO_MINUTES);
        assertThat(decide(withoutBuilder(enough)))
                .isInstanceOfSatisfying(
                        Decision.Ask.class, ask -> assertThat(ask.action()).isInstanceOf(Action.Launch.class));
        assertThat(turned(decide(withoutBuilder(enough.minus(new Usd(1))))).map(Homeward::reason))
                .contains(Homeward.Reason.CAP_REACHED);
    }

    @Test
    void where_no_builder_was_ever_paid_for_a_cap_that_is_too_low_ends_the_job_untouched() {
        Job job = Job.submitted(new Request("U0ANN", "C1", BuildOptions.of("main"), upTo(TWO_MINUTES), List.of()), NOW)
                .with(draft -> {
                    draft.move(Move.START, NOW);
                    draft.enter(Step.LAUNCH_BUILDER, NOW);
                });
        assertThat(decide(job)).isInstanceOfSatisfying(Decision.Settle.class, settle -> {
            assertThat(settle.job().state()).isEqualTo(JobState.FAILED);
            assertThat(settle.job().homeward().orElseThrow().words())
                    .contains("does not pay for the way there and back");
        });
    }

    private static Duration fuse(Usd cap, Attempt attempt, Attempt... earlier) {
        Job job = job(upTo(cap), Step.LAUNCH_BUILDER, Duration.ZERO, draft -> {
            draft.update(earlier.length > 0 ? earlier[0] : attempt);
            if (earlier.length > 0) {
                draft.add(attempt);
            }
        });
        return CapKeeping.fuse(job, attempt, Timing.DEFAULT);
    }

    private static Attempt attempt(int number, Rung rung, Instant at) {
        return Attempt.asked(number, 0, rung, "token-" + number, at);
    }

    @Test
    void the_fuse_burns_down_when_half_of_the_reserve_is_left() {
        Rung rung = Trip.plan().first();
        assertThat(fuse(price(), attempt(1, rung, NOW))).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void a_later_builders_fuse_is_for_what_the_earlier_ones_have_left() {
        Rung rung = Trip.plan().first();
        Attempt lost = attempt(1, rung, NOW.minusSeconds(1200))
                .launched(BUILDER, NOW.minusSeconds(1200))
                .ended(NOW);
        assertThat(fuse(price(), attempt(2, rung, NOW), lost))
                .isBetween(Duration.ofSeconds(2338), Duration.ofSeconds(2340));
    }

    @Test
    void where_no_price_is_known_it_is_four_hours() {
        Rung unknown = new Rung(Trip.plan().first().type(), Market.SPOT, Optional.empty());
        assertThat(fuse(price(), attempt(1, unknown, NOW))).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void a_builder_that_ended_itself_while_nobody_looked_costs_what_its_fuse_allows_and_no_weekend() {
        Instant friday = NOW.minus(Duration.ofHours(60));
        Job job = job(
                upTo(price()),
                Step.RUN_BUILD,
                Duration.ofHours(60),
                draft -> draft.update(attempt(1, Trip.plan().first(), friday)
                        .launched(BUILDER, friday)
                        .running(friday.plusSeconds(10))
                        .online(friday.plusSeconds(40))));
        machines.remove(BUILDER);
        Decision decision = decide(job);
        assertThat(decision).isInstanceOfSatisfying(Decision.Settle.class, settle -> {
            Usd cost = settle.job().cost(NOW);
            assertThat(cost).isBetween(price(), price().plus(TWO_MINUTES));
            assertThat(decide(settle.job()))
                    .as("nothing is left for another one")
                    .satisfies(next ->
                            assertThat(turned(next).map(Homeward::reason)).contains(Homeward.Reason.CAP_REACHED));
        });
    }

    @Test
    void one_that_somebody_else_has_ended_is_paid_for_until_that_is_seen() {
        machines.put(BUILDER, machine(BUILDER, InstanceView.State.TERMINATED));
        Job job = job(upTo(Usd.of("20")), Step.RUN_BUILD, Duration.ofMinutes(3), AS_IT_IS);
        assertThat(decide(job))
                .isInstanceOfSatisfying(
                        Decision.Settle.class,
                        settle -> assertThat(settle.job().cost(NOW.plusSeconds(999)))
                                .isEqualTo(FIVE_MINUTES));
    }
}
