package dev.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Policy POLICY = new Policy(Set.of("C1"), Set.of("U0ANN", "U0BEN"), Set.of("U0EVE"), false, 10);
    private static final Policy OPEN = new Policy(Set.of(), Set.of(), Set.of(), false, 10);
    private static final BuildPlan PLAN = Plans.plan();
    private static final ApprovalRule LENIENT = new ApprovalRule(1000, Usd.of("1000"), Usd.of("1000"));

    private static Verdict.Refused refused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) verdict;
    }

    private static Verdict of(ApprovalRule rule, Usd cap, Rung... ladder) {
        return POLICY.mayRun(Plans.plan(rule, cap, ladder));
    }

    private static Verdict.NeedsApproval asks(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.NeedsApproval.class);
        return (Verdict.NeedsApproval) verdict;
    }

    @Test
    void a_requester_may_ask_in_an_allowed_channel() {
        assertThat(POLICY.mayAsk("U0ANN", "C1")).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void elsewhere_nobody_may_and_is_told_where() {
        assertThat(refused(POLICY.mayAsk("U0ANN", "C2")).advice()).contains("<#C1>");
    }

    @Test
    void an_outsider_may_not_and_is_told_who_can_change_that() {
        assertThat(refused(POLICY.mayAsk("U0OUT", "C1")).advice()).contains("U0OUT", "policy.requesters");
    }

    @Test
    void empty_lists_of_channels_and_requesters_mean_everybody_everywhere() {
        assertThat(OPEN.mayAsk("U0OUT", "C2")).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void a_small_build_needs_nobody_else() {
        assertThat(POLICY.mayRun(Plans.plan())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void a_cap_below_the_estimate_is_refused_with_the_amount_that_would_do() {
        BuildPlan plan = Plans.plan(ApprovalRule.DEFAULT, Usd.of("0.50"), Plans.onDemand("c7i.4xlarge"));
        assertThat(refused(POLICY.mayRun(plan)).advice())
                .contains(plan.estimate().high().toString())
                .contains("--cap");
    }

    @Test
    void a_cap_of_exactly_the_estimate_will_do() {
        Usd high = Plans.plan().estimate().high();
        assertThat(of(ApprovalRule.DEFAULT, high, Plans.onDemand("c7i.4xlarge")))
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void many_cores_need_a_second_person_from_the_stated_number_on() {
        ApprovalRule from16 = new ApprovalRule(16, Usd.of("1000"), Usd.of("1000"));
        ApprovalRule from17 = new ApprovalRule(17, Usd.of("1000"), Usd.of("1000"));
        Rung sixteen = Plans.onDemand("c7i.4xlarge");
        assertThat(asks(of(from16, Usd.of("5"), sixteen)).reasons())
                .containsExactly("c7i.4xlarge has 16 vCPUs (asks from 16)");
        assertThat(of(from17, Usd.of("5"), sixteen)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void a_dear_hour_needs_a_second_person() {
        ApprovalRule rule = new ApprovalRule(1000, Usd.of("1000"), Usd.of("2.856"));
        assertThat(asks(of(rule, Usd.of("9"), Plans.onDemand("c7i.16xlarge"))).reasons())
                .containsExactly("c7i.16xlarge costs $2.86 an hour (asks from $2.86)");
    }

    @Test
    void a_dear_estimate_needs_a_second_person() {
        ApprovalRule rule = new ApprovalRule(1000, Usd.of("1"), Usd.of("1000"));
        assertThat(asks(of(rule, Usd.of("9"), Plans.onDemand("c7i.16xlarge"))).reasons())
                .containsExactly("the estimate reaches $2.22 (asks from $1.00)");
    }

    @Test
    void the_dearest_rung_decides_because_any_may_be_the_one_with_capacity() {
        assertThat(asks(of(
                                ApprovalRule.DEFAULT,
                                Usd.of("9"),
                                Plans.onDemand("c7i.4xlarge"),
                                Plans.onDemand("c7i.16xlarge")))
                        .reasons())
                .containsExactly("c7i.16xlarge has 64 vCPUs (asks from 32)");
    }

    @Test
    void an_unknown_price_always_needs_a_second_person() {
        Rung unknown = new Rung(MachineType.unknown("c99.metal"), Market.ON_DEMAND, Optional.empty());
        Rung unpriced = new Rung(Plans.onDemand("c7i.4xlarge").type(), Market.SPOT, Optional.empty());
        assertThat(asks(of(LENIENT, Usd.of("5"), unknown)).reasons())
                .containsExactly("nobody knows the price of c99.metal");
        assertThat(asks(of(LENIENT, Usd.of("5"), unpriced)).reasons())
                .containsExactly("nobody knows the price of c7i.4xlarge");
    }

    @Test
    void only_an_approver_decides() {
        assertThat(POLICY.mayDecide("U0EVE", "U0ANN", PLAN)).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(POLICY.mayDecide("U0BEN", "U0ANN", PLAN)).advice()).contains("<@U0EVE>");
        assertThat(refused(OPEN.mayDecide("U0BEN", "U0ANN", PLAN)).advice()).contains("policy.approvers");
    }

    @Test
    void nobody_approves_their_own_unless_the_policy_says_so() {
        assertThat(refused(POLICY.mayDecide("U0EVE", "U0EVE", PLAN)).what()).contains("somebody else");
        Policy trusting = new Policy(Set.of(), Set.of(), Set.of("U0EVE"), true, 10);
        assertThat(trusting.mayDecide("U0EVE", "U0EVE", PLAN)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void requester_approver_and_owner_may_cancel_and_nobody_else() {
        assertThat(POLICY.mayCancel("U0BEN", "U0BEN", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.mayCancel("U0EVE", "U0BEN", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.mayCancel("U0ANN", "U0BEN", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(POLICY.mayCancel("U0OUT", "U0BEN", Plans.volume())).advice())
                .contains("<@U0BEN>");
    }

    @Test
    void a_process_is_ended_by_the_word_of_its_owner_or_of_the_volumes_and_of_nobody_else() {
        assertThat(POLICY.mayStop("U0BEN", Optional.of("U0BEN"), Plans.volume()))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.mayStop("U0ANN", Optional.of("U0BEN"), Plans.volume()))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.mayStop("U0ANN", Optional.empty(), Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(POLICY.mayStop("U0EVE", Optional.of("U0BEN"), Plans.volume()))
                        .advice())
                .contains("<@U0BEN>");
        assertThat(refused(POLICY.mayStop("U0EVE", Optional.empty(), Plans.volume()))
                        .advice())
                .contains("<@U0ANN>");
    }

    @Test
    void a_slot_is_deleted_by_the_word_of_the_volumes_owner_alone() {
        assertThat(POLICY.mayChangeSlots("U0ANN", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(POLICY.mayChangeSlots("U0EVE", Plans.volume())).advice())
                .contains("<@U0ANN>");
    }

    @Test
    void a_new_host_is_chosen_by_the_volumes_owner_or_an_approver() {
        assertThat(POLICY.mayChooseHost("U0ANN", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.mayChooseHost("U0EVE", Plans.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(POLICY.mayChooseHost("U0BEN", Plans.volume())).advice())
                .contains("<@U0ANN>");
    }

    @Test
    void a_group_in_a_list_stands_for_its_members_and_for_nobody_while_they_are_not_known() {
        Policy groups = new Policy(Set.of(), Set.of("S0BUILD"), Set.of("S0APPROVE"), false, 10);
        assertThat(refused(groups.mayAsk("U0ANN", "C1")).advice()).contains("<!subteam^S0BUILD>");
        Policy known = groups.knowing(
                Map.of("S0BUILD", Set.of("U0ANN"), "S0APPROVE", Set.of("U0EVE", "U0ANN"))::get);
        assertThat(known.mayAsk("U0ANN", "C1")).isInstanceOf(Verdict.Allowed.class);
        assertThat(known.mayAsk("U0EVE", "C1")).isInstanceOf(Verdict.Refused.class);
        assertThat(known.mayDecide("U0EVE", "U0ANN", PLAN)).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(known.mayDecide("U0ANN", "U0ANN", PLAN)).advice()).contains("<@U0EVE>");
        assertThat(known.approvingPeople()).containsExactly("U0ANN", "U0EVE");
    }

    @Test
    void a_profile_and_a_volume_may_be_for_few_and_the_rest_are_told_for_whom() {
        Policy narrow = with(new Access(
                Map.of("llvm", new Access.Circle(Set.of("U0BEN"), Set.of("U0EVE"))),
                Map.of("ann", new Access.Circle(Set.of("U0BEN"), Set.of())),
                Set.of(),
                Groups.UNKNOWN));
        assertThat(narrow.mayBuild("U0BEN", PLAN)).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(narrow.mayBuild("U0ANN", PLAN)).advice()).contains("<@U0BEN>");
        assertThat(refused(narrow.mayDecide("U0MAX", "U0BEN", PLAN)).advice())
                .contains("<@U0EVE>")
                .doesNotContain("U0MAX");
        assertThat(narrow.mayDecide("U0EVE", "U0BEN", PLAN)).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void whoever_owns_a_volume_may_build_on_it_and_bring_it_home_whatever_lists_say() {
        Policy narrow = with(new Access(
                Map.of(), Map.of("ann", new Access.Circle(Set.of("U0BEN"), Set.of())), Set.of(), Groups.UNKNOWN));
        assertThat(narrow.mayBuild("U0ANN", PLAN)).isInstanceOf(Verdict.Allowed.class);
        assertThat(narrow.mayCancel("U0ANN", "U0BEN", PLAN.volume())).isInstanceOf(Verdict.Allowed.class);
        assertThat(refused(narrow.mayCancel("U0OUT", "U0BEN", PLAN.volume())).advice())
                .contains("<@U0ANN>", "<@U0BEN>", "<@U0EVE>");
    }

    @Test
    void what_builds_cost_is_shown_to_those_who_build_or_to_those_on_a_list() {
        assertThat(POLICY.maySeeCosts("U0ANN", "C1")).isInstanceOf(Verdict.Allowed.class);
        assertThat(POLICY.maySeeCosts("U0OUT", "C1")).isInstanceOf(Verdict.Refused.class);
        Policy listed = with(new Access(Map.of(), Map.of(), Set.of("U0BEN"), Groups.UNKNOWN));
        assertThat(refused(listed.maySeeCosts("U0ANN", "C1")).advice()).contains("<@U0BEN>");
        assertThat(listed.maySeeCosts("U0BEN", "C9")).isInstanceOf(Verdict.Allowed.class);
        assertThat(listed.maySeeCosts("U0EVE", "C9")).isInstanceOf(Verdict.Allowed.class);
    }

    private static Policy with(Access access) {
        return new Policy(
                Set.of("C1"), Set.of("U0ANN", "U0BEN"), Set.of("U0EVE", "U0MAX"), false, 10, Usd.of("50"), access);
    }
}
