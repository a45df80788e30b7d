package dev.sojourn.store;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs for tests of the store. */
final class Jobs {

    static final Instant START = Instant.parse("2026-01-05T10:00:00.123Z");
    static final String VOLUME = Plans.volume().id();
    static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    static final Holder HOLDER = new Holder(812, 77, 1000, "ann", "vim", "file", "docker");

    private Jobs() {}

    static Job submitted() {
        return submitted(Plans.volume());
    }

    static Job submitted(WorkingVolume volume) {
        BuildPlan usual = Plans.plan();
        BuildPlan plan = new BuildPlan(
                volume,
                usual.profile(),
                usual.targets(),
                usual.ladder(),
                usual.estimate(),
                usual.cap(),
                Optional.empty(),
                false);
        return Job.submitted(new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of()), START);
    }

    /** A job in which nothing is empty. */
    static Job full() {
        BuildOptions options = new BuildOptions(
                "feature/ünicode",
                Optional.of("ann"),
                Optional.of("llvm"),
                Optional.of("c7i.4xlarge"),
                Optional.of(Market.SPOT),
                List.of("clang", "check-llvm"),
                Optional.of(Usd.of("4.20")),
                Optional.of(2),
                Optional.empty(),
                Optional.empty(),
                true,
                false);
        Request request = new Request(
                "U0ANN",
                "C1",
                options,
                Plans.plan(),
                List.of("it is \"dear\"\n"),
                Optional.of(new Request.Ahead(7, "U0EVE")),
                Optional.of(Plans.plan()),
                List.of(Cap.Kind.USER_MONTH));
        Attempt attempt = Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "token-1", START)
                .launched("i-0b", START.plusSeconds(1))
                .running(START.plusSeconds(10))
                .online(START.plusSeconds(40));
        Operation operation = new Operation(
                "j1-u-1-unmount",
                Operation.Script.UNMOUNT,
                "i-0a",
                3,
                START,
                START.plusSeconds(60),
                Optional.of("c-1"));
        return Job.submitted(request, START).with(draft -> {
            draft.move(Move.START, START);
            draft.enter(Step.UNMOUNT_FROM_HOST, START.plusMillis(1));
            draft.commit = Optional.of(new Commit(SHA, "[clang] Fix 'it' — \\ and \u0007"));
            draft.tree = Optional.of(new Tree(1000, 1000, "gcc 12", "u-1"));
            draft.approval =
                    Optional.of(new Approval("U0EVE", START, request.plan().digest(), SHA));
            draft.approvalExpires = Optional.of(START.plus(Duration.ofHours(4)));
            draft.add(attempt.refused("NO_CAPACITY", START.plusSeconds(50)));
            draft.passage = draft.passage
                    .atEpoch(3)
                    .countOperation()
                    .with(operation)
                    .acting("detach", START)
                    .naming(names -> names.using("/dev/sdf").departing("i-0a", "/dev/sdg", START))
                    .uncleanly(true)
                    .withGuestClock(-7)
                    .inTrouble("busy");
            draft.buildStartedAt = Optional.of(START.plusSeconds(70));
            draft.build = Optional.of(result(0));
            draft.homeward = Optional.of(new Homeward(Homeward.Reason.CANCELLED, Optional.of("U0ANN"), "Cancelled."));
            draft.cancelAskedBy = Optional.of("U0ANN");
            draft.problem = Optional.of("a problem");
            draft.slot = Optional.of(new ChosenSlot(2, false, Optional.of(212)));
            draft.hold = Optional.of(Hold.seen(START, List.of(HOLDER), 3)
                    .allAsked()
                    .waiting(START.plusSeconds(60))
                    .stopping(new Hold.StopOrder(Optional.of("U0ANN"), List.of(HOLDER))));
            draft.capacitySince = Optional.of(START);
            draft.endedAt = Optional.of(START.plusSeconds(900));
        });
    }

    static BuildResult result(int exit) {
        return new BuildResult(
                exit,
                "build",
                Duration.ofMillis(61_500),
                1234,
                BuildResult.Cause.COMPILE,
                exit == 0 ? "" : "a.cpp:1: error",
                Optional.of(new TestResult(17, 1, List.of("ledger :: csv_test"))),
                Optional.of(18),
                false,
                0,
                "/log",
                "/build");
    }

    static Job started(Job queued) {
        return queued.with(draft -> draft.move(Move.START, START));
    }

    /** The job after its build, home again. */
    static Job ended(Job outbound, Move how, int exit) {
        return outbound.with(draft -> {
            draft.move(Move.TURN_HOME, START);
            draft.commit = Optional.of(new Commit(SHA, "A change"));
            draft.add(Attempt.asked(1, 0, Plans.onDemand("c7i.4xlarge"), "token-1", START));
            draft.build = Optional.of(result(exit));
            draft.move(how, START.plusSeconds(900));
        });
    }

    static Job approved(Job job, Instant at) {
        return job.with(draft -> draft.approval =
                Optional.of(new Approval("U0EVE", at, job.request().plan().digest(), SHA)));
    }
}
