package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a profile's recipe makes of the words to host and builder, and what the host's answer makes of a job. */
class RecipesTest extends OneLook {

    private static BuildPlan plan(Recipe recipe) {
        BuildPlan plan = Trip.plan();
        Profile old = plan.profile();
        Profile profile = new Profile(
                old.name(),
                old.builder(),
                recipe,
                old.targets(),
                old.types(),
                old.market(),
                old.firstExpectedMinutes(),
                old.needMib(),
                old.slots(),
                old.newSlotFrom(),
                false,
                old.cap(),
                old.approval());
        return new BuildPlan(
                plan.volume(),
                profile,
                List.of("check-llvm", "clang"),
                plan.ladder(),
                plan.estimate(),
                plan.cap(),
                plan.slot(),
                true);
    }

    private static Job atHome(BuildPlan plan) {
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of());
        return Job.submitted(request, NOW.minusSeconds(60)).with(draft -> {
            draft.move(Move.START, NOW.minusSeconds(5));
            draft.enter(Step.PREFLIGHT, NOW.minusSeconds(5));
        });
    }

    private static Action.Send send(Decision decision) {
        return (Action.Send) asked(decision).action();
    }

    @Test
    void a_script_travels_as_it_is_and_needs_no_cmake() {
        attached(HOST, "/dev/sdf", "attached");
        BuildPlan plan = plan(new Recipe.Script("make -j\"$JOBS\"\n"));
        assertThat(send(decide(atHome(plan))).values())
                .containsEntry("RECIPE", "script")
                .doesNotContainKey("CCACHE");

        attachments.clear();
        attached(BUILDER, "/dev/sdf", "attached");
        Job there = job(plan, Step.RUN_BUILD, Duration.ofSeconds(5), draft -> {
            draft.commit = Optional.of(new Commit("0123456789abcdef0123456789abcdef01234567", "a change"));
            draft.tree = Optional.of(new Tree(1000, 1001, "gcc 12", ""));
            draft.slot = Optional.of(new ChosenSlot(2, false, Optional.empty()));
        });
        assertThat(send(decide(there)).values())
                .containsEntry("RECIPE", "script")
                .containsEntry("SCRIPT", "make -j\"$JOBS\"\n")
                .containsEntry("TARGETS", "check-llvm\nclang")
                .containsEntry("COMMIT", "0123456789abcdef0123456789abcdef01234567")
                .containsEntry("SLOT", "2")
                .containsEntry("OWNER", "1000")
                .containsEntry("GROUP", "1001")
                .containsEntry("TOOLCHAIN", "gcc 12")
                .containsEntry("CLEAN", "true")
                .containsEntry("LEASE_S", "600")
                .doesNotContainKey("CMAKE_OPTIONS");
    }

    @Test
    void what_will_not_fit_the_host_is_said_before_anything_is_launched() {
        attached(HOST, "/dev/sdf", "attached");
        BuildPlan plan = plan(new Recipe.CMake("llvm", List.of("-DCMAKE_CXX_FLAGS=-march=native")));
        Job asking = atHome(plan)
                .with(draft -> draft.passage = draft.passage.with(new Operation(
                        "j1-x-1-preflight",
                        Script.PREFLIGHT,
                        HOST,
                        0,
                        NOW.minusSeconds(3),
                        NOW.plusSeconds(50),
                        Optional.of("c-1"))));
        answer = new GuestAnswer.Yes(preflight());
        Decision.Settle pinned = (Decision.Settle) decide(asking);
        assertThat(pinned.job().commit().orElseThrow().subject()).isEqualTo("fix a bug");
        assertThat(pinned.facts())
                .filteredOn(Fact.Warned.class::isInstance)
                .map(fact -> ((Fact.Warned) fact).words())
                .hasSize(2)
                .anyMatch(words -> words.contains("has 3 submodules"))
                .anyMatch(words -> words.contains("-march=native"));
        assertThat(((Decision.Settle) decide(
                                asking.with(draft -> draft.commit = pinned.job().commit())))
                        .facts())
                .as("said once")
                .noneMatch(Fact.Warned.class::isInstance);
    }

    @Test
    void a_slot_of_another_profile_is_not_built_in() {
        attached(HOST, "/dev/sdf", "attached");
        BuildPlan plan = Trip.plan();
        BuildPlan inTwo = new BuildPlan(
                plan.volume(),
                plan.profile(),
                plan.targets(),
                plan.ladder(),
                plan.estimate(),
                plan.cap(),
                Optional.of(2),
                false);
        ObjectNode told = preflight();
        told.putArray("slots")
                .addArray()
                .add(2)
                .add("docs")
                .add(0)
                .add(0)
                .add(10)
                .add(10)
                .add(10)
                .add(10)
                .add("");
        answer = new GuestAnswer.Yes(told);
        Job asking = atHome(inTwo)
                .with(draft -> draft.passage = draft.passage.with(new Operation(
                        "j1-x-1-preflight",
                        Script.PREFLIGHT,
                        HOST,
                        0,
                        NOW.minusSeconds(3),
                        NOW.plusSeconds(50),
                        Optional.of("c-1"))));
        Job refused = settled(decide(asking));
        assertThat(refused.homeward().orElseThrow().words())
                .contains("is another profile's")
                .contains("name one of `llvm`");
    }

    private static ObjectNode preflight() {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("commit", "0123456789abcdef0123456789abcdef01234567")
                .put("subject_b64", "Zml4IGEgYnVn")
                .put("owner", 1000)
                .put("group", 1000)
                .put("submodules", 3)
                .put("free_mib", 90_000)
                .put("free_inodes", 9_000_000);
        told.putArray("slots");
        return told;
    }
}
