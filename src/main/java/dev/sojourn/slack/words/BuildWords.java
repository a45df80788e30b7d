package dev.sojourn.slack.words;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a build went, in words: what failed is called by its name, and nothing is said of the volume. */
public final class BuildWords {

    private static final int NAMES = 5;
    private static final int NAME = 120;

    /** Percent of the time from which on waiting for the disk is worth a word. */
    private static final int MUCH_WAITING = 10;

    private BuildWords() {}

    /** What failed, as a clause: {@code something did not compile}, {@code 3 of 1,204 tests failed}. */
    public static String failure(BuildResult build) {
        return switch (build.cause()) {
            case CHECKOUT -> "the checkout could not be made";
            case CONFIGURE -> "it could not be configured";
            case COMPILE -> "something did not compile";
            case LINK -> "something did not link";
            case TESTS -> tests(build);
            case SCRIPT -> "the script failed";
            case STOPPED -> "it was stopped";
            case NONE, UNKNOWN -> "it failed in " + Mrkdwn.line(build.phase(), 40);
        };
    }

    private static String tests(BuildResult build) {
        return build.tests()
                .filter(tests -> tests.failed() > 0)
                .map(tests -> Wording.count(tests.failed()) + " of " + Wording.count(tests.run()) + " tests failed")
                .orElse("tests failed");
    }

    /** The build's own line. */
    public static String verdict(BuildResult build) {
        String took = Wording.duration(build.took());
        return build.passed()
                ? "*Build:* passed in " + took + testsPassed(build)
                : "*Build:* failed after " + took + ": " + failure(build) + " (exit " + build.exit() + ")";
    }

    /** When it has just ended: with the count of what was compiled. */
    public static String ended(BuildResult build) {
        String took = Wording.duration(build.took());
        String compiled =
                build.compiled() > 0 ? ", " + Wording.count(build.compiled(), "file", "files") + " compiled" : "";
        if (build.passed()) {
            return "The build passed after " + took + compiled + testsPassed(build) + ".";
        }
        String what = build.cause() == BuildResult.Cause.TESTS ? "Everything was built" : "The build failed";
        return what + " after " + took + compiled + ": " + failure(build) + " (exit " + build.exit() + ").";
    }

    private static String testsPassed(BuildResult build) {
        return build.tests()
                .map(TestResult::run)
                .filter(run -> run > 0)
                .map(run -> ", " + Wording.count(run, "test", "tests") + " passed")
                .orElse("");
    }

    /** The first of the tests that failed, by name; empty where none did. */
    public static Optional<String> failedTests(BuildResult build) {
        return build.tests()
                .filter(tests -> tests.failed() > 0 && !tests.names().isEmpty())
                .map(tests -> {
                    List<String> shown = tests.names().stream().limit(NAMES).toList();
                    int more = tests.failed() - shown.size();
                    return shown.stream()
                                    .map(name -> Mrkdwn.code(Mrkdwn.cut(name, NAME)))
                                    .collect(Collectors.joining(", ", "*Failed tests:* ", ""))
                            + (more > 0 ? " and " + Wording.count(more) + " more" : "");
                });
    }

    /** What somebody would want to know who builds here again. */
    public static List<String> remarks(BuildResult build) {
        List<String> remarks = new ArrayList<>();
        build.diskWait()
                .filter(percent -> percent >= MUCH_WAITING)
                .ifPresent(percent -> remarks.add("The cores waited for the disk " + percent
                        + " % of the time; more throughput for the volume would help."));
        if (build.tuned()) {
            remarks.add("It is compiled for that machine's processor (-march=native or the like): it may not run on the"
                    + " host.");
        }
        if (build.distrusted() > 0) {
            remarks.add(Wording.count(build.distrusted(), "file", "files")
                    + " from the build that was cut off " + (build.distrusted() == 1 ? "was" : "were")
                    + " not trusted and " + (build.distrusted() == 1 ? "is" : "are") + " made anew.");
        }
        return remarks;
    }
}
