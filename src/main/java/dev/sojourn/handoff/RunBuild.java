package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Recipe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts the build as a unit of its own on the builder, and believes its status file alone. */
final class RunBuild implements StepRule {

    /** A unit that was just started may not be listed yet. */
    private static final Duration YOUNG = Duration.ofSeconds(20);

    @Override
    public Decision decide(Scene scene) {
        Optional<BuildReport> report = report(scene);
        if (report.isPresent() && report.get().result().isPresent()) {
            return ended(scene, report.get().result().get());
        }
        String builder = scene.job().builder().orElseThrow();
        if (!scene.seen().isOnline(builder)
                && silentFor(scene).compareTo(scene.timing().agentLimit()) > 0) {
            return scene.cannot(
                    "The builder " + builder + " runs but has not answered for "
                            + scene.timing().agentLimit().toMinutes() + " min.",
                    "Ask again; what was built so far is on the volume.");
        }
        if (scene.job().buildStartedAt().isEmpty()) {
            return start(scene);
        }
        if (scene.job().passage().operation().isPresent()) {
            return scene.settle(draft -> draft.passage = draft.passage.withoutOperation());
        }
        if (report.isPresent() && !report.get().active() && startedLongAgo(scene, report.get())) {
            return scene.cannot(
                    "The build's unit on the builder is gone and left no result (out of memory?).",
                    "Look at the end of the log on the volume, then ask again.");
        }
        return scene.waiting(scene.timing().repeatAfter(), "building");
    }

    private static Optional<BuildReport> report(Scene scene) {
        int attempt = scene.attempt().map(Attempt::number).orElse(0);
        return scene.seen().report().filter(report -> report.attempt() == attempt);
    }

    private static boolean startedLongAgo(Scene scene, BuildReport report) {
        return report.asOf().isAfter(scene.job().buildStartedAt().orElseThrow().plus(YOUNG));
    }

    private static Duration silentFor(Scene scene) {
        return scene.seen()
                .report()
                .map(report -> Duration.between(report.asOf(), scene.now()))
                .orElse(scene.inStep());
    }

    private static Decision start(Scene scene) {
        Job job = scene.job();
        return new GuestCall(scene, Script.START_BUILD, job.builder().orElseThrow())
                .then(
                        values(scene),
                        told -> started(scene, told),
                        no -> no.reason().equals("not-mounted")
                                // It was, a moment ago: the builder has rebooted.
                                ? scene.goTo(
                                        Step.MOUNT_ON_BUILDER, draft -> draft.passage = draft.passage.uncleanly(true))
                                : scene.cannot(no.sentence(), ""));
    }

    private static Decision started(Scene scene, JsonNode told) {
        return scene.settle(
                draft -> {
                    draft.buildStartedAt = Optional.of(scene.now());
                    draft.passage = draft.passage.withoutOperation();
                },
                new Fact.BuildStarted(
                        scene.attempt().map(Attempt::number).orElse(0),
                        told.path("log").asText("")));
    }

    private static Decision ended(Scene scene, BuildResult result) {
        Homeward.Reason reason = Homeward.Reason.BUILD_ENDED;
        Job with = scene.job().with(draft -> draft.build = Optional.of(result));
        Scene after = new Scene(with, scene.seen(), scene.now(), scene.timing());
        return after.home(
                reason, words(result), new Fact.BuildEnded(result), new Fact.StepDone(scene.step(), scene.inStep()));
    }

    private static String words(BuildResult result) {
        if (result.passed()) {
            return "The build passed.";
        }
        return result.cause() == BuildResult.Cause.TESTS
                ? "Tests failed: " + result.tests().map(TestResult::failed).orElse(0) + "."
                : "The build failed (exit " + result.exit() + ").";
    }

    private static Map<String, String> values(Scene scene) {
        Job job = scene.job();
        BuildPlan plan = job.request().plan();
        Tree tree = job.tree().orElseThrow();
        Map<String, String> values = new HashMap<>();
        values.put("JOB", Long.toString(job.number()));
        values.put("ASKED_AT", Long.toString(job.createdAt().getEpochSecond()));
        values.put("ATTEMPT", Integer.toString(scene.attempt().orElseThrow().number()));
        values.put("COMMIT", job.commit().map(Commit::sha).orElseThrow());
        values.put("SLOT", Integer.toString(job.slot().map(ChosenSlot::number).orElse(1)));
        values.put("PROFILE", plan.profile().name());
        values.put("SUBMODULES", Boolean.toString(plan.profile().submodules()));
        job.request().options().failedTestsOf().ifPresent(of -> values.put("TESTS_OF", Long.toString(of)));
        values.put("OWNER", Integer.toString(tree.owner()));
        values.put("GROUP", Integer.toString(tree.group()));
        values.put("TOOLCHAIN", tree.toolchain());
        values.put("CLEAN", Boolean.toString(plan.clean()));
        values.put("TARGETS", String.join("\n", plan.targets()));
        values.put("LEASE_S", Long.toString(scene.timing().leaseFuse().toSeconds()));
        Recipe recipe = plan.profile().recipe();
        if (recipe instanceof Recipe.CMake cmake) {
            values.put("RECIPE", "cmake");
            values.put("SUBDIR", cmake.source());
            values.put("CMAKE_OPTIONS", String.join("\n", cmake.options()));
            values.put("KEEP_GOING", Integer.toString(cmake.keepGoing()));
            values.put("LINK_MEMORY_MIB", Integer.toString(cmake.linkMemoryMib()));
            values.put("CCACHE_MIB", Integer.toString(cmake.ccacheMib()));
        } else if (recipe instanceof Recipe.Script script) {
            values.put("RECIPE", "script");
            values.put("SCRIPT", script.text());
        }
        return values;
    }
}
