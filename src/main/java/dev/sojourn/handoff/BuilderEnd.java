package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The builder's end: asked for as soon as it holds nothing, and awaited once the volume is home. */
final class BuilderEnd {

    private static final int OUTINGS_AFTER_A_LOSS = 2;

    private static final int ENOUGH = 3;

    private BuilderEnd() {}

    static Decision terminate(Scene scene) {
        Optional<InstanceView> alive = alive(scene);
        if (alive.isEmpty()) {
            return onward(scene).orElseGet(() -> scene.done(draft -> {}));
        }
        if (scene.on(alive.get().id()).isPresent()) {
            return scene.goTo(Step.UNMOUNT_FROM_BUILDER, draft -> {});
        }
        int asked = scene.job().passage().timesAsked(what(alive.get()));
        boolean heard = asked > 0 && scene.job().passage().trouble().isEmpty();
        if (heard && only(scene, alive.get())) {
            Optional<Decision> onward = onward(scene);
            if (onward.isPresent()) {
                return onward.get();
            }
        }
        if ((heard && only(scene, alive.get())) || asked >= ENOUGH) {
            // Awaited, and asked for again, once the volume is home: nobody waits for a shutdown to get their tree.
            return scene.done(draft -> {});
        }
        return scene.askUnlessJustAsked(
                new Action.Terminate(alive.get().id()),
                what(alive.get()),
                scene.timing().settle());
    }

    /** From a builder that is taken back on to the next one; empty: home. */
    private static Optional<Decision> onward(Scene scene) {
        return Reclaim.isUnderWay(scene) ? Reclaim.onward(scene) : Optional.empty();
    }

    private static String what(InstanceView instance) {
        return "terminate " + instance.id();
    }

    private static boolean only(Scene scene, InstanceView one) {
        return candidates(scene).stream()
                .filter(BuilderEnd::isAlive)
                .allMatch(other -> other.id().equals(one.id()));
    }

    private static Optional<InstanceView> alive(Scene scene) {
        return candidates(scene).stream().filter(BuilderEnd::isAlive).findFirst();
    }

    private static boolean isAlive(InstanceView instance) {
        return !instance.state().isEnding();
    }

    /** Every machine of this job: those whose id came back from a launch, and those that only their tags betray. */
    private static List<InstanceView> candidates(Scene scene) {
        return Stream.concat(
                        scene.job().attempts().stream()
                                .flatMap(attempt -> attempt.instance().stream())
                                .flatMap(id -> scene.seen().instance(id).stream()),
                        scene.seen().strays().stream())
                .filter(one -> !one.id().equals(scene.job().host()))
                .distinct()
                .toList();
    }

    static Decision confirm(Scene scene) {
        Optional<InstanceView> alive = alive(scene);
        if (alive.isPresent()) {
            // One that shows only now, a launch that landed late, is asked to end before anybody is called.
            if (scene.longerThan(scene.timing().detachStuck())
                    && scene.job().passage().timesAsked(what(alive.get())) >= ENOUGH
                    && scene.job().problem().isEmpty()) {
                return scene.callForHelp(
                        "The volume is home, but the builder " + alive.get().id() + " does not end: "
                                + scene.job()
                                        .passage()
                                        .trouble()
                                        .orElse("EC2 still shows it as "
                                                + alive.get().state().toString().toLowerCase(Locale.ROOT))
                                + ".",
                        "Terminate it in the EC2 console: it costs money. Sojourn goes on asking, too.");
            }
            return scene.askUnlessJustAsked(
                    new Action.Terminate(alive.get().id()),
                    what(alive.get()),
                    scene.timing().repeatAfter());
        }
        Optional<Attempt> open = scene.job().attempts().stream()
                .filter(attempt -> !attempt.isOver())
                .findFirst();
        return open.map(attempt -> gone(scene, attempt)).orElseGet(() -> end(scene));
    }

    private static Decision gone(Scene scene, Attempt attempt) {
        if (attempt.instance().isEmpty()) {
            // No id ever came back. A launch that lands late shows by its tags within this time, and is swept up after
            // it.
            return Duration.between(attempt.askedAt(), scene.now())
                                    .compareTo(scene.timing().agentLimit())
                            > 0
                    ? scene.settle(draft -> draft.update(attempt.ended(scene.now())))
                    : scene.waiting(scene.timing().repeatAfter(), "making sure that no builder was launched");
        }
        String id = attempt.instance().get();
        Optional<InstanceView> seen = scene.seen().instance(id);
        boolean over = seen.map(one -> one.state() == InstanceView.State.TERMINATED)
                .orElse(scene.longerThan(scene.timing().goneLimit()));
        if (!over) {
            return scene.waiting(scene.timing().repeatAfter(), "waiting for " + id + " to be terminated");
        }
        Instant end = CapKeeping.end(scene, attempt);
        Attempt ended =
                seen.map(one -> attempt.begun(one.launchedAt())).orElse(attempt).ended(end);
        Duration lived = Duration.between(ended.launchedAt().orElse(ended.askedAt()), end);
        return scene.settle(
                draft -> draft.update(ended),
                new Fact.BuilderGone(attempt.number(), id, lived, scene.job().costOf(ended, scene.now())));
    }

    private static Decision end(Scene scene) {
        Job job = scene.job();
        if (scene.isPersonCalled()) {
            // Called because a builder did not end, and now it has: told first, then the end.
            return scene.settle(
                    draft -> {
                        draft.move(Move.RESUME_HOME, scene.now());
                        draft.problem = Optional.empty();
                    },
                    new Fact.AttentionOver());
        }
        Homeward why = job.homeward().orElseThrow();
        if (job.cancelAskedBy().isPresent() && why.reason() != Homeward.Reason.BUILD_ENDED) {
            return over(scene, Move.CANCEL);
        }
        switch (why.reason()) {
            case BUILD_ENDED -> {
                return over(scene, job.build().orElseThrow().passed() ? Move.SUCCEED : Move.FAIL);
            }
            case CANCELLED -> {
                return over(scene, Move.CANCEL);
            }
            case HELD -> {
                return outAgain(scene);
            }
            case RECLAIMED, NO_SUCCESSOR -> {
                return Reclaim.goesOutAgain(job) ? outAgain(scene) : over(scene, Move.FAIL);
            }
            case BUILDER_LOST -> {
                boolean again = Losses.of(job) <= OUTINGS_AFTER_A_LOSS;
                return again ? outAgain(scene) : over(scene, Move.FAIL);
            }
            case NO_BUILDER, STEP_FAILED, CAP_REACHED -> {
                return over(scene, Move.FAIL);
            }
        }
        throw new IllegalStateException("unreachable: " + why.reason());
    }

    private static Decision over(Scene scene, Move move) {
        Job over = scene.job().with(draft -> draft.move(move, scene.now()));
        return new Decision.Settle(
                over, List.of(new Fact.StepDone(Step.CONFIRM_BUILDER_GONE, scene.inStep()), scene.ended(over)));
    }

    private static Decision outAgain(Scene scene) {
        return scene.goTo(Step.PREFLIGHT, draft -> {
            draft.move(Move.GO_OUT_AGAIN, scene.now());
            draft.homeward = Optional.empty();
            draft.tree = Optional.empty();
            draft.buildStartedAt = Optional.empty();
        });
    }
}
