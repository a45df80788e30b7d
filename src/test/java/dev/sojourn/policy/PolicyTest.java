package dev.sojourn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
        Policy known = groups.knowing(Map.of("S0BUILD", Set.of("U0ANN"), "S0APPROVE", Set.of("U0EVE", "U0ANN"))::get);
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
                Set.of("C1"),
                Set.of("U0ANN", "U0BEN"),
                Set.of("U0EVE", "U0MAX"),
                false,
                10,
                Usd.of("50"),
                Caps.NONE,
                access);
    }

    private static Policy capped(Cap... caps) {
        return new Policy(
                Set.of(),
                Set.of(),
                Set.of("U0EVE"),
                false,
                10,
                Policy.USUAL_AHEAD,
                new Caps(ZoneOffset.UTC, List.of(caps)));
    }

    private static Asker asker(String spent, String promised) {
        Instant now = Instant.parse("2026-01-05T10:00:00Z");
        return new Asker("U0ANN", "C1", (begin, whose) -> new Spending(Usd.of(spent), Usd.of(promised)), now);
    }

    private static Cap cap(Cap.Kind kind, String soft, String hard) {
        return new Cap(kind, Optional.of(Usd.of(soft)), Optional.of(Usd.of(hard)));
    }

    @Test
    void money_that_is_promised_to_others_is_not_there_any_more() {
        Policy policy = capped(cap(Cap.Kind.DAY, "50", "50"));
        BuildPlan plan = Plans.plan();
        assertThat(policy.mayRun(plan, asker("0", "49"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(policy.mayRun(plan, asker("0", "49.90"))).isInstanceOf(Verdict.OverCap.class);
    }

    @Test
    void an_approver_is_told_which_soft_cap_it_would_break_and_by_how_much() {
        Policy policy = capped(cap(Cap.Kind.USER_MONTH, "30", "90"));
        Verdict.NeedsApproval asks = asks(policy.mayRun(Plans.plan(), asker("25", "4.50")));
        assertThat(asks.softCaps()).containsExactly(Cap.Kind.USER_MONTH);
        assertThat(asks.reasons())
                .containsExactly(
                        "it would take this person's builds of this month to $30.06, $0.06 over the soft cap of $30.00"
                                + " ($25.00 spent, $4.50 promised to running and queued builds, up to $0.56 for this one)");
    }

    @Test
    void a_hard_cap_is_a_no_that_says_what_is_spent_and_when_it_frees() {
        Policy policy = capped(cap(Cap.Kind.CHANNEL_DAY, "5", "10"), cap(Cap.Kind.MONTH, "5", "10"));
        Verdict verdict = policy.mayRun(Plans.plan(), asker("9", "0.90"));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.OverCap.class, over -> {
            assertThat(over.breach().kind()).as("the one to wait for longest").isEqualTo(Cap.Kind.MONTH);
            assertThat(over.breach().limit()).isEqualTo(Usd.of("10"));
            assertThat(over.breach().budget().spending().total()).isEqualTo(Usd.of("9.90"));
            assertThat(over.breach().budget().frees()).contains(Instant.parse("2026-02-01T00:00:00Z"));
        });
    }

    @Test
    void a_cap_on_single_jobs_is_held_against_what_they_may_cost_at_most() {
        Policy policy = capped(cap(Cap.Kind.JOB, "4", "10"));
        assertThat(asks(policy.mayRun(Plans.plan(), asker("0", "0"))).reasons())
                .containsExactly("it may cost $5.00, $1.00 more than the soft cap of $4.00 for a single job");
        BuildPlan dear = Plans.plan(ApprovalRule.DEFAULT, Usd.of("10.01"), Plans.onDemand("c7i.4xlarge"));
        assertThat(policy.mayRun(dear, asker("0", "0"))).isInstanceOf(Verdict.OverCap.class);
    }

    @Test
    void where_no_price_is_known_the_whole_cap_counts_and_never_nothing() {
        Rung unknown = new Rung(MachineType.unknown("z9.huge"), Market.ON_DEMAND, Optional.empty());
        BuildPlan plan = Plans.plan(ApprovalRule.DEFAULT, Usd.of("5"), unknown);
        assertThat(plan.promises()).isEqualTo(Usd.of("5"));
        assertThat(capped(cap(Cap.Kind.DAY, "1", "4.99")).mayRun(plan, asker("0", "0")))
                .isInstanceOf(Verdict.OverCap.class);
    }

    @Test
    void who_asks_for_a_higher_cap_than_the_profiles_needs_a_yes() {
        BuildPlan usual = Plans.plan();
        Profile old = usual.profile();
        Profile capped = new Profile(
                old.name(),
                old.builder(),
                old.recipe(),
                old.targets(),
                old.types(),
                old.market(),
                old.firstExpectedMinutes(),
                old.needMib(),
                old.slots(),
                old.newSlotFrom(),
                old.submodules(),
                Optional.of(Usd.of("4")),
                old.approval());
        BuildPlan plan = new BuildPlan(
                usual.volume(),
                capped,
                usual.targets(),
                usual.ladder(),
                usual.estimate(),
                usual.cap(),
                usual.slot(),
                usual.clean());
        assertThat(asks(POLICY.mayRun(plan)).reasons())
                .containsExactly("it may cost $5.00, more than the profile's cap of $4.00");
    }
}
