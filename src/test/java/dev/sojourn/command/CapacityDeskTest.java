package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.EVE;
import static dev.sojourn.command.DeskRoom.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ann's build waits for a spot builder: nothing else was to be tried for it. */
class CapacityDeskTest {

    @TempDir
    Path folder;

    private DeskRoom room;

    @AfterEach
    void close() {
        room.close();
    }

    private long waiting(String type) {
        room = new DeskRoom(folder, type);
        long number = room.outbound(ANN);
        room.change(
                number,
                job -> job.with(draft -> {
                    Request request = onSpot(job.request());
                    draft.plan(request);
                    draft.commit = Optional.of(new Commit(DeskRoom.SHA, "A change"));
                    draft.enter(Step.LAUNCH_BUILDER, room.now());
                    Rung rung = request.plan().first();
                    draft.add(Attempt.asked(1, 0, rung, "token", room.now()).refused("NO_CAPACITY", room.now()));
                    draft.capacitySince = Optional.of(room.now());
                }));
        room.pass(Duration.ofMinutes(1));
        return number;
    }

    private static Request onSpot(Request request) {
        BuildPlan plan = request.plan();
        BuildPlan spot = new BuildPlan(
                plan.volume(),
                plan.profile(),
                plan.targets(),
                List.of(new Rung(plan.first().type(), Market.SPOT, Optional.of(Usd.of("0.20")))),
                plan.estimate(),
                Usd.of("0.50"),
                plan.slot(),
                plan.clean());
        return request.onDemand(spot);
    }

    private String refusal(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused) reply).what();
    }

    @Test
    void whoever_asked_has_it_tried_now_and_a_second_press_changes_nothing() {
        long number = waiting("c7i.4xlarge");
        assertThat(room.desk().tryNow(ANN, number)).isInstanceOf(Reply.TryingNow.class);
        Job after = room.job(number);
        assertThat(after.anewSince()).contains(room.now());
        assertThat(after.capacitySince()).isEmpty();
        assertThat(room.woken).endsWith(number);
        assertThat(room.facts(number)).endsWith(new Fact.TriedNow("U0ANN"));

        assertThat(room.desk().tryNow(ANN, number)).isInstanceOf(Reply.WaitsNoMore.class);
        assertThat(room.job(number)).isEqualTo(after);
    }

    @Test
    void nobody_else_but_an_approver_or_an_owner_does() {
        long number = waiting("c7i.4xlarge");
        assertThat(refusal(room.desk().tryNow(ZOE, number))).contains("Only the requester");
        assertThat(refusal(room.desk().takeOnDemand(ZOE, number))).contains("Only the requester");
        assertThat(room.desk().tryNow(EVE, number)).isInstanceOf(Reply.TryingNow.class);
    }

    @Test
    void a_button_of_a_job_that_waits_for_nothing_is_answered_and_does_nothing() {
        long number = waiting("c7i.4xlarge");
        room.change(number, job -> job.with(draft -> draft.capacitySince = Optional.empty()));
        Job before = room.job(number);
        assertThat(room.desk().tryNow(ANN, number)).isInstanceOf(Reply.WaitsNoMore.class);
        assertThat(room.desk().takeOnDemand(ANN, number)).isInstanceOf(Reply.WaitsNoMore.class);
        assertThat(room.job(number)).isEqualTo(before);
        assertThat(refusal(room.desk().takeOnDemand(ANN, 4711))).contains("no job");
    }

    @Test
    void on_demand_needs_nobody_where_the_rules_ask_for_nobody() {
        long number = waiting("c7i.4xlarge");
        assertThat(room.desk().takeOnDemand(ANN, number)).isInstanceOf(Reply.OnDemand.class);
        Job after = room.job(number);
        assertThat(after.request().plan().ladder()).extracting(Rung::label).containsExactly("c7i.4xlarge");
        assertThat(after.request().plan().cap()).isGreaterThan(Usd.of("0.50"));
        assertThat(after.step()).isEqualTo(Step.LAUNCH_BUILDER);
        assertThat(after.needsApproval()).isFalse();
    }

    @Test
    void what_costs_more_than_was_agreed_to_is_asked_about_anew_from_preflight() {
        long number = waiting("c7i.16xlarge");
        room.change(
                number,
                job -> job.with(draft -> draft.approval = Optional.of(
                        new Approval("U0EVE", room.now(), job.request().plan().digest(), DeskRoom.SHA))));
        Reply reply = room.desk().takeOnDemand(ANN, number);
        assertThat(((Reply.OnDemand) reply).asks()).isTrue();
        Job after = room.job(number);
        assertThat(after.step()).isEqualTo(Step.PREFLIGHT);
        assertThat(after.needsApproval()).as("the earlier yes was to spot").isTrue();
        assertThat(after.request().approvalReasons()).isNotEmpty();
        assertThat(room.facts(number)).contains(new Fact.StepStarted(Step.PREFLIGHT));
    }

    @Test
    void an_approver_who_takes_it_has_agreed_to_it() {
        long number = waiting("c7i.16xlarge");
        assertThat(((Reply.OnDemand) room.desk().takeOnDemand(EVE, number)).asks())
                .isFalse();
        Job after = room.job(number);
        assertThat(after.step()).isEqualTo(Step.LAUNCH_BUILDER);
        assertThat(after.approval().orElseThrow().by()).isEqualTo("U0EVE");
        assertThat(after.approval().orElseThrow().planDigest())
                .isEqualTo(after.request().plan().digest());
    }

    @Test
    void where_builders_on_demand_were_tried_there_is_nothing_to_take() {
        long number = waiting("c7i.4xlarge");
        room.change(
                number,
                job -> job.with(draft -> {
                    BuildPlan plan = job.request().plan();
                    Rung rung = plan.first();
                    draft.plan(job.request()
                            .onDemand(
                                    new BuildPlan(
                                            plan.volume(),
                                            plan.profile(),
                                            plan.targets(),
                                            List.of(
                                                    rung,
                                                    new Rung(
                                                            rung.type(),
                                                            Market.ON_DEMAND,
                                                            rung.type().hourly())),
                                            plan.estimate(),
                                            plan.cap(),
                                            plan.slot(),
                                            plan.clean())));
                }));
        assertThat(refusal(room.desk().takeOnDemand(ANN, number))).contains("tried for this job already");
    }

    @Test
    void while_spot_is_left_alone_a_build_that_wants_spot_is_planned_on_demand() {
        room = new DeskRoom(folder, "c7i.4xlarge");
        room.cloud.spot.put("c7i.4xlarge", new BigDecimal("0.20"));
        assertThat(planned()).containsExactly("c7i.4xlarge (spot)", "c7i.4xlarge");
        long number = room.outbound(ANN);
        room.change(
                number,
                job -> job.with(draft -> {
                    for (int at = 1; at <= 3; at++) {
                        draft.add(Attempt.asked(at, 0, job.request().plan().first(), "t" + at, room.now())
                                .launched("i-" + at, room.now())
                                .reclaimed(room.now())
                                .ended(room.now()));
                    }
                }));
        assertThat(planned()).containsExactly("c7i.4xlarge");
        room.pass(Duration.ofHours(2));
        assertThat(planned()).containsExactly("c7i.4xlarge (spot)", "c7i.4xlarge");
    }

    @Test
    void the_cap_is_enough_for_the_dearest_rung_so_that_falling_back_to_it_does_not_end_there() {
        room = new DeskRoom(folder, "c7i.4xlarge");
        room.cloud.spot.put("c7i.4xlarge", new BigDecimal("0.02"));
        BuildPlan spot = outlook("main --spot --dry-run").plan();
        BuildPlan onDemand = outlook("main --on-demand --dry-run").plan();
        assertThat(spot.cap()).isEqualTo(onDemand.estimate().high());
        assertThat(onDemand.cap()).isEqualTo(onDemand.estimate().high().times(2));
    }

    private Reply.Outlook outlook(String line) {
        return (Reply.Outlook)
                room.desk().handle(ANN, ((Parsed.Understood) new CommandParser("/build").parse(line)).command());
    }

    private List<String> planned() {
        Reply reply = room.desk()
                .handle(
                        ANN,
                        ((Parsed.Understood) new CommandParser("/build").parse("main --spot --dry-run")).command());
        return ((Reply.Outlook) reply).plan().ladder().stream().map(Rung::label).toList();
    }

    @Test
    void a_type_of_another_architecture_is_refused_with_the_reason() {
        room = new DeskRoom(folder, "c7i.4xlarge");
        for (String line : List.of("main --on c7g.4xlarge", "main --on c7g.4xlarge --dry-run")) {
            Reply.Refused refused = (Reply.Refused)
                    room.desk().handle(ANN, ((Parsed.Understood) new CommandParser("/build").parse(line)).command());
            assertThat(refused.what()).contains("c7g.4xlarge is arm64").contains("never share a slot");
            assertThat(refused.about()).contains(Field.TYPE);
        }
        assertThat(room.store.newest(1)).isEmpty();
    }
}
