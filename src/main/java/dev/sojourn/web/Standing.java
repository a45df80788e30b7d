package dev.sojourn.web;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a job stands, in a word and a line.
 *
 * @param tone for the style sheet: never the only carrier of the state, the title says it in a word
 */
record Standing(Tone tone, String title, String detail) {

    /** What a state feels like. */
    enum Tone {
        WAITING,
        MOVING,
        BUILDING,
        GOOD,
        BAD,
        ENDED,
        ATTENTION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Standing of(Job job, Optional<Progress> progress, Names names) {
        return switch (job.state()) {
            case QUEUED -> new Standing(Tone.WAITING, "Queued", "waits for its turn on the volume");
            case AWAITING_APPROVAL ->
                new Standing(
                        Tone.WAITING,
                        "Waiting for approval",
                        Wording.line(String.join("; ", job.request().approvalReasons()), 300));
            case OUTBOUND -> outbound(job, progress, names);
            case HOMEBOUND ->
                new Standing(
                        Tone.MOVING,
                        "On the way home",
                        Wording.lowered(job.step().title()) + why(job, names));
            case NEEDS_ATTENTION ->
                new Standing(
                        Tone.ATTENTION,
                        "Action needed",
                        Wording.line(job.problem().orElse("the way home is blocked"), 600));
            case SUCCEEDED -> new Standing(Tone.GOOD, "Succeeded", "");
            case FAILED -> new Standing(Tone.BAD, "Failed", failure(job));
            case CANCELLED -> new Standing(Tone.ENDED, "Cancelled", cancelled(job, names));
        };
    }

    private static Standing outbound(Job job, Optional<Progress> progress, Names names) {
        if (job.cancelAskedBy().isPresent()) {
            return new Standing(
                    Tone.MOVING,
                    "Cancelling",
                    "asked by " + names.of(job.cancelAskedBy().get()) + "; the volume comes home first");
        }
        if (job.hold().isPresent()) {
            int count = job.hold().get().count();
            return new Standing(
                    Tone.WAITING,
                    "Waiting for the volume to be free",
                    Wording.count(count, "process has", "processes have") + " it open");
        }
        if (job.step() == Step.RUN_BUILD) {
            boolean testing = progress.filter(now -> now.phase().equals("test")).isPresent();
            return new Standing(Tone.BUILDING, testing ? "Testing" : "Building", building(progress));
        }
        if (job.capacitySince().isPresent()) {
            return new Standing(Tone.WAITING, "Waiting for a builder", "no capacity now; nothing is paid meanwhile");
        }
        return new Standing(Tone.MOVING, "Preparing", Wording.lowered(job.step().title()));
    }

    private static String building(Optional<Progress> progress) {
        if (progress.isEmpty()) {
            return "no count yet";
        }
        Progress now = progress.get();
        return now.percent().isPresent()
                ? Wording.count(now.done()) + " of " + Wording.count(now.total())
                : Wording.line(now.phase(), 40);
    }

    private static String why(Job job, Names names) {
        return job.homeward()
                .map(home -> switch (home.reason()) {
                    case BUILD_ENDED ->
                        job.build()
                                .map(build -> build.passed() ? "; the build passed" : "; " + failed(build))
                                .orElse("");
                    case CANCELLED ->
                        "; cancelled"
                                + home.by().map(by -> " by " + names.of(by)).orElse("");
                    case NO_BUILDER -> "; no builder was to be had";
                    case STEP_FAILED -> "; a step could not be done";
                    case BUILDER_LOST -> "; the builder was lost";
                    case RECLAIMED -> "; the builder is taken back, and another one goes on";
                    case NO_SUCCESSOR -> "; no other builder is to be had, and the job waits at home";
                    case CAP_REACHED -> "; the cap is reached";
                    case HELD -> "; somebody holds it, and the job waits at home";
                })
                .orElse("");
    }

    private static String failure(Job job) {
        return job.build()
                .filter(build -> !build.passed())
                .map(Standing::failed)
                .or(() -> job.homeward().map(home -> Wording.line(home.words(), 400)))
                .orElse("");
    }

    private static String cancelled(Job job, Names names) {
        return job.homeward()
                .flatMap(Homeward::by)
                .or(job::cancelAskedBy)
                .map(by -> "by " + names.of(by))
                .orElse("");
    }

    /** What failed in a build, as a clause. */
    static String failed(BuildResult build) {
        String what = switch (build.cause()) {
            case CHECKOUT -> "the checkout could not be made";
            case CONFIGURE -> "it could not be configured";
            case COMPILE -> "something did not compile";
            case LINK -> "something did not link";
            case TESTS ->
                build.tests()
                        .filter(tests -> tests.failed() > 0)
                        .map(tests ->
                                Wording.count(tests.failed()) + " of " + Wording.count(tests.run()) + " tests failed")
                        .orElse("tests failed");
            case SCRIPT -> "the script failed";
            case STOPPED -> "the build was stopped";
            case NONE, UNKNOWN -> "it failed in " + Wording.line(build.phase(), 40);
        };
        return what + " (exit " + build.exit() + ")";
    }
}
