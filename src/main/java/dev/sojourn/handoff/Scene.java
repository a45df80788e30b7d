package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Move;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A job, what is seen of its world, and the time: all that a step's rule may look at, and the answers that it may give. */
record Scene(Job job, Observation seen, Instant now, Timing timing) {

    private static final Pattern MINUTES = Pattern.compile("[0-9]+ min");

    Step step() {
        return job.step();
    }

    Duration inStep() {
        return Duration.between(job.stepSince(), now);
    }

    /** How long ago something was last asked in this step; since the step began, where nothing was. */
    Duration sinceAsked() {
        return job.passage()
                .lastAct()
                .map(act -> Duration.between(act.at(), now))
                .orElseGet(this::inStep);
    }

    boolean longerThan(Duration limit) {
        return inStep().compareTo(limit) > 0;
    }

    Optional<Attempt> attempt() {
        return job.attempt().filter(last -> !last.isOver());
    }

    Optional<InstanceView> builder() {
        return job.builder().flatMap(seen::instance);
    }

    Optional<InstanceView> host() {
        return seen.instance(job.host());
    }

    Optional<VolumeView.Attachment> on(String instance) {
        return seen.volume().flatMap(volume -> volume.attachmentTo(instance));
    }

    boolean volumeIsAvailable() {
        return seen.volume().map(VolumeView::isAvailable).orElse(false);
    }

    /** An attachment to a machine that is neither the host nor a builder of this job. */
    Optional<VolumeView.Attachment> foreignAttachment() {
        return seen.volume()
                .flatMap(volume -> volume.attachments().stream()
                        .filter(one -> !one.instance().equals(job.host()))
                        .filter(one -> job.attempts().stream()
                                .noneMatch(attempt -> attempt.instance().equals(Optional.of(one.instance()))))
                        .findFirst());
    }

    // Answers.

    Decision waiting(Duration atMost, String why) {
        return new Decision.Wait(atMost, why);
    }

    Decision settle(Consumer<Draft> changes, Fact... facts) {
        return new Decision.Settle(job.with(changes), List.of(facts));
    }

    Decision ask(Action action, String what, Consumer<Draft> changes, Fact... facts) {
        Job acting = job.with(draft -> {
            changes.accept(draft);
            draft.passage = draft.passage.acting(what, now);
        });
        return new Decision.Ask(acting, List.of(facts), action);
    }

    /** Asks, unless it was asked a moment ago: then waits for its effect to show. */
    Decision askUnlessJustAsked(Action action, String what, Duration pause) {
        if (!job.passage().mayAsk(what, now, pause)) {
            return waiting(pause, "asked to " + what + ", waiting for the effect");
        }
        return ask(action, what, draft -> {});
    }

    /** This step's aim is met: on to the next. */
    Decision done(Consumer<Draft> changes, Fact... facts) {
        return done(step().next(), changes, facts);
    }

    Decision done(Step next, Consumer<Draft> changes, Fact... facts) {
        List<Fact> all = new ArrayList<>(Arrays.asList(facts));
        all.add(new Fact.StepDone(step(), inStep()));
        all.add(new Fact.StepStarted(next));
        return new Decision.Settle(
                job.with(draft -> {
                    changes.accept(draft);
                    draft.enter(next, now);
                }),
                all);
    }

    /** Another step, without a claim that this one's aim is met. */
    Decision goTo(Step other, Consumer<Draft> changes, Fact... facts) {
        List<Fact> all = new ArrayList<>(Arrays.asList(facts));
        all.add(new Fact.StepStarted(other));
        return new Decision.Settle(
                job.with(draft -> {
                    changes.accept(draft);
                    draft.enter(other, now);
                }),
                all);
    }

    boolean isPersonCalled() {
        return job.state() == JobState.NEEDS_ATTENTION;
    }

    /** Cannot be done. On the way out: home (or an end, where nothing was touched). On the way home: a person is called. */
    Decision cannot(String problem, String advice) {
        if (step().leg() == Leg.HOME) {
            return callForHelp(problem, advice);
        }
        return home(Homeward.Reason.STEP_FAILED, problem + " " + advice);
    }

    /** Cannot be done as asked, and something else might. Only while nothing was touched. */
    Decision refuse(String problem, String advice, Optional<Remedy> remedy) {
        return home(new Homeward(
                Homeward.Reason.STEP_FAILED, job.cancelAskedBy(), (problem + " " + advice).strip(), remedy));
    }

    Decision home(Homeward.Reason reason, String words, Fact... facts) {
        return home(new Homeward(reason, job.cancelAskedBy(), words), facts);
    }

    Decision home(Homeward why, Fact... facts) {
        if (job.attempts().isEmpty()) {
            return endUntouched(why);
        }
        List<Fact> all = new ArrayList<>(Arrays.asList(facts));
        all.add(new Fact.TurnedHome(why));
        all.add(new Fact.StepStarted(Step.STOP_BUILD));
        return new Decision.Settle(
                job.with(draft -> {
                    draft.move(Move.TURN_HOME, now);
                    draft.homeward = Optional.of(why);
                    turn(draft);
                }),
                all);
    }

    /** A mount that is still on its way to the builder must not come after the unmount: it is of an older epoch from here on. */
    private void turn(Draft draft) {
        draft.enter(Step.STOP_BUILD, now);
        draft.passage = draft.passage.nextEpoch();
    }

    /** No builder was ever asked for and the volume never left: there is nothing to bring home. */
    private Decision endUntouched(Homeward why) {
        boolean cancelled = why.reason() == Homeward.Reason.CANCELLED;
        Move move = cancelled ? Move.WITHDRAW : Move.REFUSE;
        Job over = job.with(draft -> {
            draft.homeward = Optional.of(why);
            draft.move(move, now);
        });
        List<Fact> facts = new ArrayList<>();
        if (!cancelled) {
            facts.add(new Fact.Refused(why.words(), ""));
        }
        facts.add(ended(over));
        return new Decision.Settle(over, facts);
    }

    /** There is no home to go to any more: a person names another. */
    Decision callForNewHost(String problem, String advice) {
        Decision decision = callForHelp(problem, advice);
        return decision instanceof Decision.Settle settle
                ? new Decision.Settle(settle.job().with(draft -> draft.hostLost = true), settle.facts())
                : decision;
    }

    Decision callForHelp(String problem, String advice) {
        if (isPersonCalled()) {
            return isToldAlready(problem)
                    ? waiting(timing.repeatAfter().multipliedBy(3), problem)
                    : settle(draft -> draft.problem = Optional.of(problem), new Fact.AttentionNeeded(problem, advice));
        }
        return settle(
                draft -> {
                    draft.move(Move.CALL_FOR_HELP, now);
                    draft.problem = Optional.of(problem);
                    if (draft.step.leg() == Leg.OUT) {
                        draft.homeward =
                                Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), problem));
                        turn(draft);
                    }
                },
                new Fact.AttentionNeeded(problem, advice));
    }

    /** The same but for how long it has been so. */
    private boolean isToldAlready(String problem) {
        return job.problem().map(Scene::withoutMinutes).equals(Optional.of(withoutMinutes(problem)));
    }

    private static String withoutMinutes(String words) {
        return MINUTES.matcher(words).replaceAll("some min");
    }

    Fact ended(Job over) {
        return new Fact.Ended(
                over.state(), over.cost(now), Duration.between(over.createdAt(), now), over.build(), over.homeward());
    }
}
