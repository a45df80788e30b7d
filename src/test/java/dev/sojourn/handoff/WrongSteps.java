package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wrong turns on the way: a step that is skipped, believed, or taken at the wrong moment. */
final class WrongSteps {

    private WrongSteps() {}

    static Decision terminateFirst(Deciding right, Job job, Observation seen, Instant now) {
        String what = "terminate early";
        if (job.step() == Step.STOP_BUILD
                && job.passage().timesAsked(what) == 0
                && job.builder().isPresent()) {
            Job asking = job.with(draft -> draft.passage = draft.passage.acting(what, now));
            return new Decision.Ask(
                    asking, List.of(), new Action.Terminate(job.builder().get()));
        }
        return right.decide(job, seen, now);
    }

    static Decision terminateTheHost(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        return decision instanceof Decision.Ask ask && ask.action() instanceof Action.Terminate
                ? new Decision.Ask(ask.job(), ask.facts(), new Action.Terminate(job.host()))
                : decision;
    }

    static Decision deletedWithItsMachine(Deciding right, Job job, Observation seen, Instant now) {
        Optional<VolumeView> kept = seen.volume()
                .map(one -> new VolumeView(
                        one.id(),
                        one.state(),
                        one.zone(),
                        one.sizeGib(),
                        one.attachments().stream()
                                .map(at -> new VolumeView.Attachment(at.instance(), at.device(), at.state(), false))
                                .toList()));
        return right.decide(
                job,
                new Observation(
                        seen.asOf(),
                        kept,
                        seen.instances(),
                        seen.strays(),
                        seen.online(),
                        seen.answer(),
                        seen.report(),
                        seen.bootTimes(),
                        seen.hostDevices(),
                        seen.inheritance(),
                        seen.thread(),
                        seen.earlierApproval(),
                        seen.allowance(),
                        seen.reclaim(),
                        seen.spotLeftAlone()),
                now);
    }

    static Decision doneOnceAsked(Deciding right, Job job, Observation seen, Instant now, Step step) {
        return job.step() == step && job.passage().lastAct().isPresent()
                ? done(job, step, now)
                : right.decide(job, seen, now);
    }

    static Decision doneAtOnce(Deciding right, Job job, Observation seen, Instant now, Step step) {
        return job.step() == step && job.state() == JobState.HOMEBOUND
                ? done(job, step, now)
                : right.decide(job, seen, now);
    }

    private static Decision done(Job job, Step step, Instant now) {
        Job done = job.with(draft -> {
            draft.passage = draft.passage.nextEpoch();
            draft.enter(step.next(), now);
        });
        List<Fact> facts = new ArrayList<>();
        if (step == Step.MOUNT_ON_HOST) {
            facts.add(new Fact.VolumeHome(true));
        }
        facts.add(new Fact.StepDone(step, Duration.ZERO));
        facts.add(new Fact.StepStarted(step.next()));
        return new Decision.Settle(done, facts);
    }

    private static Decision end(Job job, Move move, Instant now) {
        Job over = job.with(draft -> {
            draft.move(move, now);
            if (draft.homeward.isEmpty()) {
                draft.homeward =
                        Optional.of(new Homeward(Homeward.Reason.CANCELLED, draft.cancelAskedBy, "Cancelled."));
            }
        });
        Fact ended = new Fact.Ended(
                over.state(), over.cost(now), Duration.between(over.createdAt(), now), over.build(), over.homeward());
        return new Decision.Settle(over, List.of(ended));
    }

    static Decision endAtConfirm(Deciding right, Job job, Observation seen, Instant now) {
        boolean over = job.step() == Step.CONFIRM_BUILDER_GONE && job.state() == JobState.HOMEBOUND;
        boolean passed = job.build().filter(BuildResult::passed).isPresent();
        return over ? end(job, passed ? Move.SUCCEED : Move.FAIL, now) : right.decide(job, seen, now);
    }

    static Decision succeedAlways(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        boolean failed = decision instanceof Decision.Settle settle
                && settle.job().state() == JobState.FAILED
                && job.state() == JobState.HOMEBOUND;
        return failed ? end(job, Move.SUCCEED, now) : decision;
    }

    static Decision cancelStopsTheWayHome(Deciding right, Job job, Observation seen, Instant now) {
        boolean cancelled = job.cancelAskedBy().isPresent() && job.state() == JobState.HOMEBOUND;
        return cancelled ? end(job, Move.CANCEL, now) : right.decide(job, seen, now);
    }

    static Decision cancelEnds(Deciding right, Job job, Observation seen, Instant now) {
        boolean cancelled = job.cancelAskedBy().isPresent() && job.state() == JobState.OUTBOUND;
        return cancelled ? end(job, Move.WITHDRAW, now) : right.decide(job, seen, now);
    }

    static Decision noApproval(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        boolean asks =
                decision instanceof Decision.Settle settle && settle.job().state() == JobState.AWAITING_APPROVAL;
        if (!asks) {
            return decision;
        }
        Job on = job.with(draft -> {
            draft.approval = Optional.of(new Approval("U0ANN", now, "", ""));
            draft.enter(Step.LAUNCH_BUILDER, now);
        });
        return new Decision.Settle(on, List.of(new Fact.StepStarted(Step.LAUNCH_BUILDER)));
    }

    static Decision passedAtOnce(Deciding right, Job job, Observation seen, Instant now) {
        if (job.step() != Step.RUN_BUILD || job.buildStartedAt().isEmpty()) {
            return right.decide(job, seen, now);
        }
        BuildResult passed = new BuildResult(
                0,
                "build",
                Duration.ZERO,
                0,
                BuildResult.Cause.NONE,
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                "",
                "");
        Homeward why = new Homeward(Homeward.Reason.BUILD_ENDED, Optional.empty(), "It passed.");
        Job home = job.with(draft -> {
            draft.build = Optional.of(passed);
            draft.homeward = Optional.of(why);
            draft.move(Move.TURN_HOME, now);
            draft.enter(Step.STOP_BUILD, now);
        });
        return new Decision.Settle(home, List.of(new Fact.TurnedHome(why), new Fact.StepStarted(Step.STOP_BUILD)));
    }

    static Decision secondLaunch(Deciding right, Job job, Observation seen, Instant now) {
        Optional<Attempt> last = job.attempt().filter(one -> one.instance().isPresent() && !one.isOver());
        if (job.step() != Step.LAUNCH_BUILDER || last.isEmpty() || job.state() != JobState.OUTBOUND) {
            return right.decide(job, seen, now);
        }
        Decision decision = right.decide(job, seen, now);
        if (!(decision instanceof Decision.Wait) || job.attempts().size() > 1) {
            return decision;
        }
        Attempt second = Attempt.asked(
                last.get().number() + 1, last.get().rung(), last.get().offer(), "second-" + job.number(), now);
        Job asking = job.with(draft -> {
            draft.add(second);
            draft.passage = draft.passage.acting("launch", now);
        });
        return new Decision.Ask(asking, List.of(), new Action.Launch(second));
    }

    static Decision lostAtFirstSilence(Deciding right, Job job, Observation seen, Instant now) {
        Optional<Attempt> silent = job.attempt()
                .filter(one -> one.onlineAt().isPresent() && !one.isOver())
                .filter(one -> !seen.isOnline(one.instance().orElseThrow()));
        if (job.state() != JobState.OUTBOUND || silent.isEmpty()) {
            return right.decide(job, seen, now);
        }
        Job again = job.with(draft -> {
            draft.update(silent.get().ended(now));
            draft.passage = draft.passage.nextEpoch().uncleanly(true);
            draft.buildStartedAt = Optional.empty();
            draft.enter(Step.LAUNCH_BUILDER, now);
        });
        return new Decision.Settle(again, List.of(new Fact.StepStarted(Step.LAUNCH_BUILDER)));
    }

    static Decision neverResumes(Deciding right, Job job, Observation seen, Instant now) {
        return job.state() == JobState.NEEDS_ATTENTION
                ? new Decision.Wait(Duration.ofMinutes(30), "a person was called")
                : right.decide(job, seen, now);
    }

    static Decision capSeenLate(Deciding right, Job job, Observation seen, Instant now) {
        Usd passed = job.request().plan().cap().times(1.5);
        return passed.isMoreThan(job.cost(now)) ? capIgnored(right, job, seen, now) : right.decide(job, seen, now);
    }

    static Decision capIgnored(Deciding right, Job job, Observation seen, Instant now) {
        Decision decision = right.decide(job, seen, now);
        boolean capped = decision instanceof Decision.Settle settle
                && settle.job()
                        .homeward()
                        .filter(why -> why.reason() == Homeward.Reason.CAP_REACHED)
                        .isPresent()
                && job.state() == JobState.OUTBOUND;
        return capped ? new Decision.Wait(Duration.ofSeconds(30), "building") : decision;
    }

    static Decision dayIgnored(Deciding right, Job job, Observation seen, Instant now) {
        return right.decide(
                job,
                new Observation(
                        seen.asOf(),
                        seen.volume(),
                        seen.instances(),
                        seen.strays(),
                        seen.online(),
                        seen.answer(),
                        seen.report(),
                        seen.bootTimes(),
                        seen.hostDevices(),
                        seen.inheritance(),
                        seen.thread(),
                        seen.earlierApproval(),
                        Optional.empty(),
                        seen.reclaim(),
                        seen.spotLeftAlone()),
                now);
    }
}
