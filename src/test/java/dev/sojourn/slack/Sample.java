package dev.sojourn.slack;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A job as people know it: Ann builds main on a 64-core spot machine. */
public final class Sample {

    public static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    public static final String ANN = "U0ANN";
    public static final String BOB = "U0BOB";
    public static final String CHANNEL = "C0BUILDS";
    public static final Commit COMMIT = new Commit("0123456789abcdef0123456789abcdef01234567", "[clang] Fix the thing");
    public static final Rung SPOT = new Rung(
            new MachineType("c7i.16xlarge", 64, 131072, "x86_64", true, Optional.of(Usd.of("2.856"))),
            Market.SPOT,
            Optional.of(Usd.of("0.54")));
    public static final Homeward BUILT =
            new Homeward(Homeward.Reason.BUILD_ENDED, Optional.empty(), "The build ended.");

    private Sample() {}

    public static BuildPlan plan() {
        Builder builder = new Builder("ami-1", "subnet-1", "sg-1", "profile", 50, Usd.of("0.08"));
        Profile profile = new Profile(
                "llvm",
                builder,
                new Recipe.CMake("llvm", List.of()),
                List.of(),
                List.of("c7i.16xlarge"),
                Market.SPOT,
                30,
                20_000,
                2,
                500,
                false,
                Optional.empty(),
                ApprovalRule.DEFAULT);
        WorkingVolume volume = new WorkingVolume(
                "vol-0abc",
                "ann",
                "i-0host",
                "/mnt/llvm",
                "/mnt/llvm/src",
                List.of(ANN),
                List.of("llvm"),
                Map.of("ann", ANN, "1001", BOB),
                List.of("clangd"),
                false);
        return new BuildPlan(
                volume,
                profile,
                List.of(),
                List.of(SPOT),
                new Estimate(Duration.ofMinutes(38), Duration.ofMinutes(46), Usd.of("0.31"), Usd.of("0.44"), 5, true),
                Usd.of("0.88"),
                Optional.empty(),
                false);
    }

    public static Job queued(String ref) {
        Request request = new Request(ANN, CHANNEL, BuildOptions.of(ref), plan(), List.of("64 vCPUs are 32 or more"));
        return Job.submitted(request, START).with(draft -> draft.stored(42, 1));
    }

    /** In a state and step, with the commit pinned. */
    public static Job in(JobState state, Step step) {
        return in(state, step, "main");
    }

    public static Job in(JobState state, Step step, String ref) {
        return withState(queued(ref), state).with(draft -> {
            draft.step = step;
            draft.commit = Optional.of(COMMIT);
        });
    }

    /** On its way out, after it was asked for then. */
    public static Job underwayAskedAt(Instant at) {
        return Job.submitted(queued("main").request(), at).with(draft -> {
            draft.stored(42, 1);
            draft.move(Move.START, START);
        });
    }

    public static Job withBuilder(Job job) {
        return job.with(draft -> draft.add(Attempt.asked(1, 0, SPOT, "token", START.plusSeconds(60))
                .launched("i-0big", START.plusSeconds(61))
                .running(START.plusSeconds(88))));
    }

    public static Job over(Job job, Instant at) {
        return job.with(draft -> {
            draft.endedAt = Optional.of(at);
            job.attempts().forEach(one -> draft.update(one.ended(at)));
        });
    }

    public static BuildResult passed() {
        return new BuildResult(
                0,
                "build",
                Duration.ofMinutes(37),
                1843,
                BuildResult.Cause.NONE,
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                "/mnt/llvm/.sojourn/42/log",
                "/mnt/llvm/slots/1/build");
    }

    public static BuildResult failed(String firstError) {
        return new BuildResult(
                1,
                "build",
                Duration.ofMinutes(12),
                900,
                BuildResult.Cause.COMPILE,
                firstError,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                "/mnt/llvm/.sojourn/42/log",
                "/mnt/llvm/slots/1/build");
    }

    /** Built whole, and three of its tests failed. */
    public static BuildResult testsFailed() {
        return new BuildResult(
                1,
                "test",
                Duration.ofMinutes(41),
                1843,
                BuildResult.Cause.TESTS,
                "",
                Optional.of(new TestResult(1204, 3, List.of("LLVM :: a.ll", "LLVM :: b.ll"))),
                Optional.of(18),
                true,
                12,
                "/mnt/llvm/.sojourn/42/log",
                "/mnt/llvm/slots/1/build");
    }

    /** Refused at preflight, where emptying a slot would help. */
    public static Job withRemedy() {
        Remedy remedy = new Remedy(
                "Clear slot 2 and build",
                "What was built in slot 2 (llvm) is deleted; your checkout is not touched.",
                BuildOptions.of("main").clearing(2));
        return in(JobState.FAILED, Step.PREFLIGHT)
                .with(draft -> draft.homeward = Optional.of(new Homeward(
                        Homeward.Reason.STEP_FAILED, Optional.empty(), "12 GiB are free", Optional.of(remedy))));
    }

    /** The same job, with other words in its plan. */
    public static Job replanned(Job job, UnaryOperator<BuildPlan> how) {
        Request asked = job.request();
        Request request = new Request(
                asked.requester(), asked.channel(), asked.options(), how.apply(asked.plan()), asked.approvalReasons());
        return withState(
                        Job.submitted(request, START).with(draft -> draft.stored(job.number(), job.version())),
                        job.state())
                .with(draft -> {
                    draft.step = job.step();
                    draft.commit = job.commit();
                    draft.build = job.build();
                    draft.slot = job.slot();
                });
    }

    public static Progress progress(int done, int total) {
        return new Progress(
                42,
                1,
                START,
                "build",
                done,
                total,
                Optional.of(Duration.ofMinutes(14)),
                "clang/lib/Sema",
                Duration.ofSeconds(2));
    }

    public static Snapshot snapshot(Job job, Fact... facts) {
        return new Snapshot(job, history(facts), Optional.empty(), List.of());
    }

    public static History history(Fact... facts) {
        return new History(events(facts));
    }

    public static List<JobEvent> events(Fact... facts) {
        List<JobEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(new JobEvent(42, events.size() + 1, START.plusSeconds(events.size()), fact));
        }
        return events;
    }

    /** All that is written of a job that needs approval and then goes well. */
    public static Fact[] goodJob() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Submitted(ANN, "main"));
        facts.add(new Fact.StepStarted(Step.PREFLIGHT));
        facts.add(new Fact.CommitPinned(COMMIT, 212_000));
        facts.add(new Fact.ApprovalAsked(List.of("64 vCPUs are 32 or more"), START.plusSeconds(4 * 3600)));
        facts.add(new Fact.Approved(BOB, false));
        facts.add(new Fact.StepDone(Step.PREFLIGHT, Duration.ofSeconds(4)));
        facts.add(new Fact.StepStarted(Step.LAUNCH_BUILDER));
        facts.add(new Fact.BuilderAsked(1, SPOT));
        facts.add(new Fact.BuilderRunning(1, "i-0big", SPOT, Duration.ofSeconds(28)));
        for (Step step : Step.values()) {
            if (step == Step.PREFLIGHT || step == Step.LAUNCH_BUILDER) {
                continue;
            }
            facts.add(new Fact.StepStarted(step));
            if (step == Step.RUN_BUILD) {
                facts.add(new Fact.BuildStarted(1, "/mnt/llvm/.sojourn/42/log"));
                facts.add(new Fact.BuildEnded(passed()));
            }
            facts.add(new Fact.StepDone(step, Duration.ofSeconds(6)));
            if (step == Step.RUN_BUILD) {
                facts.add(new Fact.TurnedHome(BUILT));
            }
            if (step == Step.MOUNT_ON_HOST) {
                facts.add(new Fact.VolumeHome(true));
            }
        }
        facts.add(new Fact.BuilderGone(1, "i-0big", Duration.ofMinutes(41), Usd.of("0.37")));
        facts.add(new Fact.Ended(
                JobState.SUCCEEDED, Usd.of("0.37"), Duration.ofMinutes(41), Optional.of(passed()), Optional.of(BUILT)));
        return facts.toArray(Fact[]::new);
    }

    /** The table of moves, walked on the shortest way. */
    private static Job withState(Job job, JobState state) {
        return job.with(draft -> {
            for (Move move : way(state)) {
                draft.move(move, START);
            }
        });
    }

    private static List<Move> way(JobState state) {
        return switch (state) {
            case QUEUED -> List.of();
            case OUTBOUND -> List.of(Move.START);
            case AWAITING_APPROVAL -> List.of(Move.START, Move.ASK_APPROVAL);
            case HOMEBOUND -> List.of(Move.START, Move.TURN_HOME);
            case NEEDS_ATTENTION -> List.of(Move.START, Move.CALL_FOR_HELP);
            case SUCCEEDED -> List.of(Move.START, Move.TURN_HOME, Move.SUCCEED);
            case FAILED -> List.of(Move.START, Move.TURN_HOME, Move.FAIL);
            case CANCELLED -> List.of(Move.START, Move.TURN_HOME, Move.CANCEL);
        };
    }
}
