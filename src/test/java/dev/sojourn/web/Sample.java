package dev.sojourn.web;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.observe.CloudCalls;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Pulse;
import dev.sojourn.observe.Sighting;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as people know them, for tests of the pages. */
final class Sample {

    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final String HOST = Plans.volume().host();
    static final String VOLUME = Plans.volume().id();
    static final String BUILDER = "i-0b0000000000000b1";
    static final Rung RUNG = Plans.onDemand("c7i.4xlarge");
    static final Names NAMES = Names.of(List.of(Plans.volume()));

    private Sample() {}

    static Job queued(long number, String ref) {
        Request request = new Request("U0ANN", "C0BUILDS", BuildOptions.of(ref), Plans.plan(), List.of());
        return Job.submitted(request, START).with(draft -> draft.stored(number, 1));
    }

    static Job building(long number) {
        return queued(number, "main").with(draft -> {
            draft.move(Move.START, START);
            draft.commit = Optional.of(new Commit("0123456789abcdef0123456789abcdef01234567", "[clang] Fix <it>"));
            draft.slot = Optional.of(new ChosenSlot(1, false, Optional.of(212)));
            draft.add(Attempt.asked(1, 0, RUNG, "token", START.plusSeconds(10))
                    .launched(BUILDER, START.plusSeconds(11))
                    .running(START.plusSeconds(40)));
            draft.buildStartedAt = Optional.of(START.plusSeconds(70));
            draft.enter(Step.RUN_BUILD, START.plusSeconds(70));
        });
    }

    static Job ended(long number, BuildResult result) {
        Instant end = START.plusSeconds(1500);
        Job building = building(number);
        Attempt builder = building.attempt().orElseThrow();
        return building.with(draft -> {
            draft.move(Move.TURN_HOME, START);
            draft.build = Optional.of(result);
            draft.homeward =
                    Optional.of(new Homeward(Homeward.Reason.BUILD_ENDED, Optional.empty(), "The build ended."));
            draft.update(builder.ended(end));
            draft.move(result.passed() ? Move.SUCCEED : Move.FAIL, end);
        });
    }

    static BuildResult result(int exit, String firstError) {
        return new BuildResult(
                exit,
                "build",
                Duration.ofMinutes(21),
                1843,
                exit == 0 ? BuildResult.Cause.NONE : BuildResult.Cause.COMPILE,
                firstError,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                "/mnt/llvm/sojourn/jobs/42/build.log",
                "/mnt/llvm/sojourn/slots/1/build");
    }

    static Progress progress(long job, String what) {
        return new Progress(
                job,
                1,
                START.plusSeconds(300),
                "build",
                1843,
                4980,
                Optional.of(Duration.ofMinutes(14)),
                what,
                Duration.ofSeconds(2));
    }

    static Lookout.View seen(String instance, String state) {
        return new Lookout.View(
                Map.of(
                        VOLUME,
                        new Sighting(
                                START.plusSeconds(299), new VolumePlaces.Place.Attached(instance, "/dev/sdf", state))),
                Optional.empty());
    }

    /** Ann does not wait for a yes: she takes a smaller machine. */
    static List<JobEvent> lowered() {
        List<JobEvent> events = new ArrayList<>();
        at(events, 4, new Fact.ApprovalAsked(List.of("64 vCPUs are 32 or more"), START.plusSeconds(4 * 3600)));
        at(events, 304, new Fact.Lowered("U0ANN", RUNG));
        at(events, 306, new Fact.StepStarted(Step.PREFLIGHT));
        return events;
    }

    /** All that is written of a job that is refused one machine, gets another, loses it, and then goes well. */
    static List<JobEvent> eventful() {
        List<JobEvent> events = new ArrayList<>();
        at(events, 0, new Fact.Submitted("U0ANN", "main"));
        at(events, 0, new Fact.StepStarted(Step.PREFLIGHT));
        at(events, 4, new Fact.ApprovalAsked(List.of("64 vCPUs are 32 or more"), START.plusSeconds(4 * 3600)));
        at(events, 3604, new Fact.Approved("U0EVE", false));
        at(events, 3605, new Fact.StepDone(Step.PREFLIGHT, Duration.ofSeconds(4)));
        at(events, 3605, new Fact.StepStarted(Step.LAUNCH_BUILDER));
        at(events, 3606, new Fact.BuilderAsked(1, RUNG));
        at(events, 3610, new Fact.RungRefused(1, RUNG, "InsufficientInstanceCapacity", "none"));
        at(events, 3611, new Fact.BuilderAsked(2, RUNG));
        at(events, 3640, new Fact.BuilderRunning(2, BUILDER, RUNG, Duration.ofSeconds(29)));
        at(events, 3640, new Fact.StepDone(Step.LAUNCH_BUILDER, Duration.ofSeconds(35)));
        at(events, 3640, new Fact.StepStarted(Step.RUN_BUILD));
        at(events, 4000, new Fact.BuilderLost(2, "reclaimed"));
        at(events, 4000, new Fact.StepStarted(Step.LAUNCH_BUILDER));
        at(events, 4030, new Fact.StepDone(Step.LAUNCH_BUILDER, Duration.ofSeconds(30)));
        at(events, 4030, new Fact.StepStarted(Step.RUN_BUILD));
        at(events, 5000, new Fact.BuildEnded(result(0, "")));
        at(events, 5000, new Fact.StepDone(Step.RUN_BUILD, Duration.ofSeconds(970)));
        at(events, 5030, new Fact.VolumeHome(true));
        at(events, 5040, new Fact.BuilderGone(2, BUILDER, Duration.ofSeconds(1400), Usd.of("0.37")));
        return events;
    }

    static void at(List<JobEvent> events, int second, Fact fact) {
        events.add(new JobEvent(42, events.size() + 1, START.plusSeconds(second), fact));
    }

    /** A history: each third job is from another person, each fifth failed, each tenth was built from scratch. */
    static List<PastJob> pastJobs(int count) {
        List<PastJob> jobs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            boolean clean = number % 10 == 0;
            boolean failed = number % 5 == 3;
            Duration build = Duration.ofSeconds((clean ? 2300 : 260) + number * 37 % 400);
            jobs.add(new PastJob(
                    number,
                    START.minus(Duration.ofHours(9L * (count - number))),
                    VOLUME,
                    number % 4 == 0 ? "clang" : "llvm",
                    number % 3 == 0 ? "U0BEN" : "U0ANN",
                    number % 2 == 0 ? "C0BUILDS" : "C0OTHER",
                    number % 7 == 0 ? "feature/<b>" + number : "main",
                    failed ? JobState.FAILED : JobState.SUCCEEDED,
                    "c7i.4xlarge",
                    Optional.of(Usd.of("0.714").perHourFor(build.plusSeconds(120))),
                    Optional.of(Usd.of("0.04")),
                    Optional.of(Usd.of("0.14")),
                    Duration.ofMinutes(6),
                    Optional.of(build),
                    build.plusSeconds(110),
                    build.plusSeconds(60),
                    clean,
                    clean ? 4980 : 212,
                    Map.of(Step.RUN_BUILD, build)));
        }
        return jobs;
    }

    static Pulse pulse(Optional<Instant> slackSince) {
        return new Pulse(
                START,
                true,
                new Pulse.Slack(
                        slackSince, slackSince, slackSince.isPresent() ? Optional.empty() : Optional.of("refused")),
                Optional.empty(),
                new CloudCalls.Standing(Optional.of(START), Optional.empty(), Optional.empty()),
                Optional.of(new Pulse.Swept(START, List.of())),
                0);
    }

    static Pages pages() {
        return new Pages("compilers", new Assets());
    }
}
