package dev.sojourn.handoff;

import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Alarm;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next with a job: a pure function of the job, what is seen of its world, and the time. The same function runs
 * in production, in tests, and in the simulator.
 */
final class Handoff {

    private final Timing timing;
    private final Map<Step, StepRule> rules = new EnumMap<>(Step.class);

    Handoff(Timing timing) {
        this.timing = timing;
        rules.put(Step.PREFLIGHT, new Preflight());
        rules.put(Step.LAUNCH_BUILDER, new Launch());
        rules.put(Step.UNMOUNT_FROM_HOST, HostLeave::unmount);
        rules.put(Step.DETACH_FROM_HOST, HostLeave::detach);
        rules.put(Step.ATTACH_TO_BUILDER, BuilderArrive::attach);
        rules.put(Step.AWAIT_BUILDER_AGENT, BuilderArrive::awaitAgent);
        rules.put(Step.MOUNT_ON_BUILDER, BuilderArrive::mount);
        rules.put(Step.RUN_BUILD, new RunBuild());
        rules.put(Step.STOP_BUILD, BuilderLeave::stopBuild);
        rules.put(Step.UNMOUNT_FROM_BUILDER, BuilderLeave::unmount);
        rules.put(Step.DETACH_FROM_BUILDER, BuilderLeave::detach);
        rules.put(Step.TERMINATE_BUILDER, BuilderEnd::terminate);
        rules.put(Step.ATTACH_TO_HOST, HostArrive::attach);
        rules.put(Step.MOUNT_ON_HOST, HostArrive::mount);
        rules.put(Step.CONFIRM_BUILDER_GONE, BuilderEnd::confirm);
    }

    /** Decides. A look that began before the job's last act decides nothing: its effect cannot show in it. */
    Decision decide(Job job, Observation seen, Instant now) {
        Scene scene = new Scene(job, seen, now, timing);
        switch (job.state()) {
            case QUEUED -> {
                return queued(scene);
            }
            case AWAITING_APPROVAL -> {
                return awaitingApproval(scene);
            }
            case OUTBOUND -> {
                return isOlderThanLastAct(scene) ? stale() : outbound(scene);
            }
            case HOMEBOUND -> {
                return isOlderThanLastAct(scene) ? stale() : rule(scene);
            }
            case NEEDS_ATTENTION -> {
                return isOlderThanLastAct(scene) ? stale() : attention(scene);
            }
            case SUCCEEDED, FAILED, CANCELLED -> {
                return scene.waiting(Duration.ofDays(1), "it is over");
            }
        }
        throw new IllegalStateException("unreachable: " + job.state());
    }

    private Decision rule(Scene scene) {
        StepRule rule = rules.get(scene.step());
        if (rule == null) {
            throw new IllegalStateException("No rule for " + scene.step());
        }
        return rule.decide(scene);
    }

    private static boolean isOlderThanLastAct(Scene scene) {
        return scene.job()
                .passage()
                .lastAct()
                .map(act -> scene.seen().asOf().isBefore(act.at()))
                .orElse(false);
    }

    private static Decision stale() {
        return new Decision.Wait(Duration.ZERO, "looking again");
    }

    private static Decision queued(Scene scene) {
        if (scene.job().cancelAskedBy().isPresent()) {
            return withdraw(scene);
        }
        return scene.settle(
                draft -> {
                    draft.move(Move.START, scene.now());
                    draft.enter(Step.PREFLIGHT, scene.now());
                    draft.tree = Optional.empty();
                    Inheritance inheritance = scene.seen().inheritance();
                    draft.passage = draft.passage
                            .atEpoch(inheritance.epoch())
                            .naming(names -> names.inheriting(inheritance.departures()));
                },
                new Fact.StepStarted(Step.PREFLIGHT));
    }

    private static Decision awaitingApproval(Scene scene) {
        if (scene.job().cancelAskedBy().isPresent()) {
            return withdraw(scene);
        }
        Instant expires = scene.job().approvalExpires().orElseThrow();
        if (scene.now().isBefore(expires)) {
            return scene.waiting(Duration.between(scene.now(), expires), "waiting for approval");
        }
        Job over = scene.job().with(draft -> {
            draft.move(Move.EXPIRE, scene.now());
            draft.homeward = Optional.of(new Homeward(
                    Homeward.Reason.CANCELLED,
                    Optional.empty(),
                    "Nobody approved it in time. "
                            + (scene.job().hadBuilder()
                                    ? "The volume is at home, with what was built before."
                                    : "Nothing was touched.")));
        });
        return new Decision.Settle(over, List.of(new Fact.ApprovalExpired(), scene.ended(over)));
    }

    private static Decision withdraw(Scene scene) {
        Job over = scene.job().with(draft -> {
            draft.move(Move.WITHDRAW, scene.now());
            draft.homeward = Optional.of(new Homeward(
                    Homeward.Reason.CANCELLED, draft.cancelAskedBy, "Cancelled before anything was touched."));
        });
        return new Decision.Settle(over, List.of(scene.ended(over)));
    }

    private Decision outbound(Scene scene) {
        Job job = scene.job();
        boolean buildIsOver = scene.seen().report().flatMap(BuildReport::result).isPresent();
        if (job.cancelAskedBy().isPresent()) {
            return scene.home(Homeward.Reason.CANCELLED, "Cancelled.");
        }
        // A builder that is gone costs no more, whatever it would have cost by now.
        boolean isLost = Step.LAUNCH_BUILDER.isBefore(job.step()) && BuilderArrive.isLost(scene);
        Optional<Homeward> overCap = buildIsOver || isLost ? Optional.empty() : CapKeeping.reached(scene);
        if (overCap.isPresent()) {
            return scene.home(overCap.get());
        }
        Optional<VolumeView.Attachment> foreign = scene.foreignAttachment();
        if (foreign.isPresent() && job.step() != Step.PREFLIGHT) {
            return Foreign.help(scene, foreign.get());
        }
        if (isLost) {
            return lost(scene);
        }
        if (Step.LAUNCH_BUILDER.isBefore(job.step()) && !buildIsOver) {
            Optional<String> sign = Reclaim.sign(scene);
            if (sign.isPresent()) {
                return Reclaim.noticed(scene, sign.get());
            }
        }
        return justOnline(scene).orElseGet(() -> rule(scene));
    }

    /** Noted when it is first seen, whatever the step: the image's history of boot times rests on it. */
    private static Optional<Decision> justOnline(Scene scene) {
        return scene.attempt()
                .filter(attempt ->
                        attempt.runningAt().isPresent() && attempt.onlineAt().isEmpty())
                .filter(attempt ->
                        attempt.instance().map(scene.seen()::isOnline).orElse(false))
                .map(attempt -> scene.settle(draft -> draft.update(attempt.online(scene.now()))));
    }

    /** The builder is gone: what it synced is on the volume, and another one goes on from there. */
    private static Decision lost(Scene scene) {
        Attempt attempt = scene.attempt().orElseThrow();
        String why = scene.builder().flatMap(one -> one.stateReason()).orElse("EC2 does not show it any more");
        Instant end = CapKeeping.end(scene, attempt);
        Attempt ended = Reclaim.ended(attempt, why, end);
        Fact lost = new Fact.BuilderLost(attempt.number(), why);
        if (Losses.of(scene.job()) > 3) {
            return scene.home(Homeward.Reason.BUILDER_LOST, "Four builders in a row were lost: " + why + ".", lost);
        }
        return scene.goTo(
                Step.LAUNCH_BUILDER,
                draft -> {
                    draft.update(ended);
                    draft.buildStartedAt = Optional.empty();
                    draft.passage = draft.passage.nextEpoch().uncleanly(true);
                },
                lost,
                new Fact.BuilderGone(
                        attempt.number(),
                        attempt.instance().orElse("?"),
                        Duration.between(attempt.launchedAt().orElse(attempt.askedAt()), end),
                        scene.job().costOf(ended, scene.now())));
    }

    /** A person is called, and the step goes on trying: the first progress means that the cause is gone. */
    private Decision attention(Scene scene) {
        Decision decision = rule(scene);
        if (decision instanceof Decision.Settle settle
                && (settle.job().step() != scene.step() || settle.job().state() != JobState.NEEDS_ATTENTION)) {
            Job resumed = scene.job().with(draft -> {
                draft.move(Move.RESUME_HOME, scene.now());
                draft.problem = Optional.empty();
            });
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact.AttentionOver());
            return new Decision.Settle(resumed, facts);
        }
        return decision instanceof Decision.Wait ? reminder(scene).orElse(decision) : decision;
    }

    /** Due where nothing else is to be done now. */
    private Optional<Decision> reminder(Scene scene) {
        Optional<String> problem = scene.job().problem();
        Optional<Alarm> alarm = scene.job().alarm();
        if (problem.isEmpty()
                || alarm.isEmpty()
                || scene.now().isBefore(alarm.get().next(timing.remindAfter()))) {
            return Optional.empty();
        }
        Alarm reminded = alarm.get().reminded();
        return Optional.of(scene.settle(
                draft -> draft.alarm = Optional.of(reminded),
                new Fact.AttentionReminder(problem.get(), reminded.since(), reminded.next(timing.remindAfter()))));
    }
}
