package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTest {

    @TempDir
    Path folder;

    private Trip trip() {
        return new Trip(folder, List.of());
    }

    /** As the host tells of a slot. */
    private static void slot(Trip trip, int number, int differ, int mib, String mismatch) {
        trip.cloud
                .slots
                .addArray()
                .add(number)
                .add("llvm")
                .add(differ)
                .add(1_700_000_000L + number)
                .add(mib)
                .add(1000)
                .add(10)
                .add(10)
                .add(mismatch);
    }

    private static Remedy remedy(Trip trip) {
        return trip.job.homeward().flatMap(Homeward::remedy).orElseThrow();
    }

    @Test
    void the_build_runs_in_the_slot_that_differs_least_and_the_thread_says_so() {
        try (Trip trip = trip()) {
            slot(trip, 1, 400, 900, "");
            slot(trip, 2, 12, 900, "");
            trip.until(job -> job.buildStartedAt().isPresent());
            ChosenSlot chosen = new ChosenSlot(2, false, Optional.of(12));
            assertThat(trip.job.slot()).contains(chosen);
            assertThat(trip.facts(Fact.SlotChosen.class)).containsExactly(new Fact.SlotChosen(chosen));
            assertThat(trip.cloud.builds.get(0)).containsEntry("SLOT", "2").containsEntry("PROFILE", "llvm");
            trip.cloud.buildOver = true;
            trip.untilOver();
            assertThat(trip.job.build().orElseThrow().buildFolder()).endsWith("/slots/2/build");
        }
    }

    @Test
    void without_room_nothing_is_touched_and_clearing_a_slot_is_offered() {
        try (Trip trip = trip()) {
            slot(trip, 1, 3, 60_000, "");
            slot(trip, 2, 9_000, 60_000, "");
            trip.cloud.freeMib = 1_000;
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            assertThat(trip.job.homeward().orElseThrow().words())
                    .contains("1000 MiB are free", "needs about 3000 MiB", "--clear-slot 2");
            assertThat(remedy(trip).label()).isEqualTo("Clear slot 2 and build");
            assertThat(remedy(trip).options().clearSlot()).contains(2);
            assertThat(trip.cloud.calls).containsOnly("send preflight");
        }
    }

    @Test
    void a_slot_is_cleared_only_when_that_was_asked_for() {
        try (Trip trip = trip()) {
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.cloud.preflights)
                    .allSatisfy(values -> assertThat(values).doesNotContainKey("CLEAR_SLOT"));
            trip.cloud.buildOver = true;
            trip.untilOver();
            BuildOptions clearing = BuildOptions.of("main").clearing(2);
            trip.submit(new Request("U0ANN", "C1", clearing, Trip.plan(), List.of()));
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.cloud.preflights.get(trip.cloud.preflights.size() - 1))
                    .containsEntry("CLEAR_SLOT", "2");
            assertThat(clearing.again().clearSlot()).isEmpty();
        }
    }

    @Test
    void a_rebuild_of_everything_is_offered_and_never_done_silently() {
        try (Trip trip = trip()) {
            slot(trip, 1, 0, 900, "g++ 12.2.0, now g++ 12.3.0");
            slot(trip, 2, 0, 900, "path /mnt/a, now /mnt/llvm");
            trip.untilOver();
            assertThat(trip.job.state()).isEqualTo(JobState.FAILED);
            assertThat(trip.job.homeward().orElseThrow().words())
                    .contains("slot 1", "g++ 12.2.0, now g++ 12.3.0", "--slot 1 --clean");
            assertThat(remedy(trip).options().slot()).contains(1);
            assertThat(remedy(trip).options().clean()).isTrue();
            assertThat(trip.cloud.calls).containsOnly("send preflight");
        }
    }

    @Test
    void submodules_that_stay_empty_are_warned_of() {
        try (Trip trip = trip()) {
            trip.cloud.submodules = 3;
            trip.until(job -> job.step() == Step.LAUNCH_BUILDER);
            assertThat(trip.facts(Fact.Warned.class))
                    .singleElement()
                    .satisfies(warned -> assertThat(warned.words()).contains("3 submodules"));
        }
    }
}
