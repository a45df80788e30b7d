package dev.sojourn.job;

import dev.sojourn.plan.Cap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changeable copy behind {@link Job#with}: it never leaves the lambda that it is handed to. */
public final class Draft {

    public Step step;
    public Instant queuedAt;
    public Instant stepSince;
    public Optional<Commit> commit;
    public Optional<Tree> tree;
    public Optional<Approval> approval;
    public Optional<Instant> approvalExpires;
    public Passage passage;
    public Optional<Instant> buildStartedAt;
    public Optional<BuildResult> build;
    public Optional<Homeward> homeward;
    public Optional<String> cancelAskedBy;
    public Optional<String> problem;
    public Optional<Alarm> alarm;
    public boolean hostLost;
    public Optional<ChosenSlot> slot;
    public Optional<Hold> hold;
    public Optional<Instant> capacitySince;
    public Optional<Instant> anewSince;
    public Optional<Instant> endedAt;

    private final Job before;
    private Request request;
    private JobState state;
    private List<Attempt> attempts;
    private long number;
    private long version;

    Draft(Job before) {
        this.before = before;
        this.request = before.request();
        this.number = before.number();
        this.version = before.version();
        this.state = before.state();
        this.step = before.step();
        this.queuedAt = before.queuedAt();
        this.stepSince = before.stepSince();
        this.commit = before.commit();
        this.tree = before.tree();
        this.approval = before.approval();
        this.approvalExpires = before.approvalExpires();
        this.attempts = before.attempts();
        this.passage = before.passage();
        this.buildStartedAt = before.buildStartedAt();
        this.build = before.build();
        this.homeward = before.homeward();
        this.cancelAskedBy = before.cancelAskedBy();
        this.problem = before.problem();
        this.alarm = before.alarm();
        this.hostLost = before.hostLost();
        this.slot = before.slot();
        this.hold = before.hold();
        this.capacitySince = before.capacitySince();
        this.anewSince = before.anewSince();
        this.endedAt = before.endedAt();
    }

    /** The only way to another state: by a move that the table allows. */
    public void move(Move move, Instant now) {
        state = move.apply(state);
        alarm = state == JobState.NEEDS_ATTENTION ? Optional.of(Alarm.raised(now)) : Optional.empty();
        if (state.isTerminal()) {
            endedAt = Optional.of(now);
        }
    }

    /** Another machine is the volume's home from now on: the one before is terminated. */
    public void moveHome(String host) {
        request = request.at(host);
        hostLost = false;
    }

    /** By the smaller plan from now on, which needs nobody's yes. */
    public void lower() {
        request = request.onSmaller();
        // The host is looked at afresh when its turn comes.
        tree = Optional.empty();
        approvalExpires = Optional.empty();
    }

    /** A second person is asked for other reasons from now on. */
    public void asking(List<String> reasons, List<Cap.Kind> softCaps) {
        request = request.asking(reasons, softCaps);
    }

    /** The ladder is tried anew at once, from its first rung. */
    public void tryAnew(Instant now) {
        anewSince = Optional.of(now);
        capacitySince = Optional.empty();
    }

    /** By another plan from now on: what was agreed to before was not this one. */
    public void plan(Request other) {
        request = other;
        approval = Optional.empty();
    }

    /** Enters a step; what was under way in the one before is over. */
    public void enter(Step next, Instant now) {
        step = next;
        stepSince = now;
        passage = passage.enteringStep();
    }

    public void add(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        attempts = List.copyOf(more);
    }

    /** Replaces the attempt of the same number. */
    public void update(Attempt attempt) {
        attempts = attempts.stream()
                .map(one -> one.number() == attempt.number() ? attempt : one)
                .toList();
    }

    /** Given by the store alone. */
    public void stored(long givenNumber, long givenVersion) {
        number = givenNumber;
        version = givenVersion;
    }

    Job job() {
        return new Job(
                number,
                version,
                state,
                step,
                request,
                before.createdAt(),
                queuedAt,
                stepSince,
                commit,
                tree,
                approval,
                approvalExpires,
                attempts,
                passage,
                buildStartedAt,
                build,
                homeward,
                cancelAskedBy,
                problem,
                alarm,
                hostLost,
                slot,
                hold,
                capacitySince,
                anewSince,
                endedAt);
    }
}
