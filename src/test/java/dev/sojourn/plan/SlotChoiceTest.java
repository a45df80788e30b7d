package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotChoiceTest {

    private static final Instant NOON = Instant.parse("2026-01-08T12:00:00Z");
    private static final Profile LLVM = Plans.profile(ApprovalRule.DEFAULT, "c7i.4xlarge");

    /** A slot of the profile, a day's work in size, that differs in so many files. */
    private static Slot slot(int number, int filesDiffer) {
        return new Slot(number, "llvm", Optional.of(filesDiffer), Optional.of(NOON), 30_000, 200_000, 100, 50, "");
    }

    private static Slot of(String profile, int number, Instant used) {
        return new Slot(number, profile, Optional.of(3), Optional.of(used), 30_000, 200_000, 100, 50, "");
    }

    private static Slot withOtherTools(int number, Instant used) {
        return new Slot(
                number, "llvm", Optional.of(0), Optional.of(used), 30_000, 200_000, 100, 50, "g++ 12, now g++ 13");
    }

    private static SlotRequest request() {
        return new SlotRequest(LLVM, Optional.empty(), false, 100_000, 9_000_000);
    }

    private static SlotRequest inSlot(int number) {
        return new SlotRequest(LLVM, Optional.of(number), false, 100_000, 9_000_000);
    }

    private static SlotRequest clean() {
        return new SlotRequest(LLVM, Optional.empty(), true, 100_000, 9_000_000);
    }

    private static SlotRequest free(int mib, int inodes) {
        return new SlotRequest(LLVM, Optional.empty(), false, mib, inodes);
    }

    private static SlotChoice.Taken fresh(int number) {
        return new SlotChoice.Taken(number, true, Optional.empty());
    }

    private static SlotChoice.Taken near(int number, int filesDiffer) {
        return new SlotChoice.Taken(number, false, Optional.of(filesDiffer));
    }

    @Test
    void the_first_build_on_a_volume_takes_slot_1() {
        assertThat(SlotChoice.of(List.of(), request())).isEqualTo(fresh(1));
    }

    @Test
    void the_slot_with_the_smallest_difference_is_taken() {
        assertThat(SlotChoice.of(List.of(slot(1, 212), slot(2, 7)), request())).isEqualTo(near(2, 7));
    }

    @Test
    void of_two_that_differ_alike_the_lower_number_is_taken_whatever_the_order_they_are_told_in() {
        assertThat(SlotChoice.of(List.of(slot(2, 7), slot(1, 7)), request())).isEqualTo(near(1, 7));
    }

    @Test
    void a_commit_that_is_far_from_every_slot_gets_one_of_its_own() {
        assertThat(SlotChoice.of(List.of(slot(1, 500)), request())).isEqualTo(fresh(2));
        assertThat(SlotChoice.of(List.of(slot(1, 499)), request())).isEqualTo(near(1, 499));
    }

    @Test
    void where_the_profile_may_have_no_more_slots_the_nearest_is_taken_however_far() {
        assertThat(SlotChoice.of(List.of(slot(1, 9000), slot(2, 6000)), request()))
                .isEqualTo(near(2, 6000));
    }

    @Test
    void without_room_for_one_of_its_own_a_far_commit_is_built_where_it_is_nearest() {
        assertThat(SlotChoice.of(List.of(slot(1, 9000)), free(20_000, 9_000_000)))
                .isEqualTo(near(1, 9000));
    }

    @Test
    void a_slot_of_another_profile_is_never_taken_by_itself() {
        assertThat(SlotChoice.of(List.of(of("release", 1, NOON)), request())).isEqualTo(fresh(2));
        assertThat(SlotChoice.of(List.of(of("release", 1, NOON)), inSlot(1)))
                .isEqualTo(new SlotChoice.OthersSlot(of("release", 1, NOON)));
    }

    @Test
    void a_slot_that_was_built_with_other_tools_is_passed_over_while_there_may_be_another() {
        assertThat(SlotChoice.of(List.of(withOtherTools(1, NOON)), request())).isEqualTo(fresh(2));
        assertThat(SlotChoice.of(List.of(withOtherTools(1, NOON), slot(2, 400)), request()))
                .isEqualTo(near(2, 400));
    }

    @Test
    void nothing_is_rebuilt_silently_where_all_slots_were_built_with_other_tools() {
        Slot older = withOtherTools(2, NOON.minusSeconds(60));
        assertThat(SlotChoice.of(List.of(withOtherTools(1, NOON), older), request()))
                .isEqualTo(new SlotChoice.OtherTools(older));
        assertThat(SlotChoice.of(List.of(older), inSlot(2))).isEqualTo(new SlotChoice.OtherTools(older));
    }

    @Test
    void a_clean_build_in_a_slot_does_not_care_what_was_there() {
        SlotRequest cleaned = new SlotRequest(LLVM, Optional.of(2), true, 0, 0);
        SlotChoice.Taken emptied = new SlotChoice.Taken(2, false, Optional.empty());
        assertThat(SlotChoice.of(List.of(withOtherTools(2, NOON)), cleaned)).isEqualTo(emptied);
        assertThat(SlotChoice.of(List.of(of("release", 2, NOON)), cleaned)).isEqualTo(emptied);
    }

    @Test
    void a_clean_build_without_a_slot_leaves_the_others_as_they_are_or_takes_the_one_that_was_not_used_for_longest() {
        assertThat(SlotChoice.of(List.of(slot(1, 0)), clean())).isEqualTo(fresh(2));
        assertThat(SlotChoice.of(List.of(slot(1, 0), of("llvm", 2, NOON.minusSeconds(60))), clean()))
                .isEqualTo(new SlotChoice.Taken(2, false, Optional.empty()));
    }

    @Test
    void a_slot_that_is_asked_for_and_not_there_is_made_also_beyond_the_profiles_number() {
        assertThat(SlotChoice.of(List.of(slot(1, 0), slot(2, 0)), inSlot(7))).isEqualTo(fresh(7));
    }

    @Test
    void a_first_build_needs_what_the_profile_states_and_a_later_slot_what_the_largest_took_and_a_tenth() {
        assertThat(SlotChoice.of(List.of(), free(39_999, 9_000_000)))
                .isEqualTo(new SlotChoice.NoRoom(40_000, 39_999, 0, 9_000_000, Optional.empty()));
        assertThat(SlotChoice.of(List.of(), free(40_000, 0))).isEqualTo(fresh(1));
        assertThat(SlotChoice.of(List.of(withOtherTools(1, NOON)), free(32_999, 9_000_000)))
                .isEqualTo(new SlotChoice.NoRoom(
                        33_000, 32_999, 220_000, 9_000_000, Optional.of(withOtherTools(1, NOON))));
    }

    @Test
    void a_build_where_one_was_needs_twice_what_the_last_added_and_a_twentieth_of_all_at_least() {
        assertThat(SlotChoice.of(List.of(slot(1, 7)), free(1_500, 10_000))).isEqualTo(near(1, 7));
        assertThat(SlotChoice.of(List.of(slot(1, 7)), free(1_499, 10_000))).isInstanceOf(SlotChoice.NoRoom.class);
        assertThat(SlotChoice.of(List.of(slot(1, 7)), free(1_500, 9_999))).isInstanceOf(SlotChoice.NoRoom.class);
        Slot grown = new Slot(1, "llvm", Optional.of(7), Optional.of(NOON), 30_000, 200_000, 900, 50, "");
        assertThat(SlotChoice.of(List.of(grown), free(1_799, 10_000)))
                .isEqualTo(new SlotChoice.NoRoom(1_800, 1_799, 10_000, 10_000, Optional.empty()));
    }

    @Test
    void
            what_might_be_cleared_is_the_slot_that_was_not_used_for_longest_of_whatever_profile_and_never_the_one_to_build_in() {
        Slot old = of("release", 3, NOON.minusSeconds(9_000));
        Slot mine = new Slot(1, "llvm", Optional.of(0), Optional.of(NOON.minusSeconds(99_000)), 30_000, 0, 0, 0, "");
        SlotChoice choice = SlotChoice.of(List.of(mine, old, slot(2, 80)), free(10, 9_000_000));
        assertThat(choice)
                .isInstanceOfSatisfying(
                        SlotChoice.NoRoom.class,
                        none -> assertThat(none.victim()).contains(old));
    }

    @Test
    void a_slot_whose_difference_is_unknown_counts_as_far() {
        Slot unknown = new Slot(1, "llvm", Optional.empty(), Optional.empty(), 0, 0, 0, 0, "");
        assertThat(SlotChoice.of(List.of(unknown), request())).isEqualTo(fresh(2));
        assertThat(SlotChoice.of(List.of(unknown, slot(2, 80)), request())).isEqualTo(near(2, 80));
    }
}
