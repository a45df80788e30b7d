package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One build of one ref on one travelling volume, from the asking to the volume's return. Immutable; what changes is written by
 * {@link JobStore#save} or has not happened.
 *
 * @param number shown as {@code #number}
 * @param version compare-and-set guard of the row
 * @param stepSince when the current step was entered
 * @param queuedAt place in the volume's queue
 * @param approvalExpires set while approval is awaited
 * @param cancelAskedBy a cancel that has been accepted and takes effect at the next look
 * @param problem why a person is called, while one is
 * @param alarm since when a person is called, while one is; empty also in rows that older versions wrote
 * @param hostLost the host that the volume belongs to is terminated: somebody has to name another
 * @param slot where it builds; empty until the host was looked at
 * @param hold somebody who holds the mount, while the job waits for them
 * @param capacitySince since when every rung has refused
 * @param anewSince since when the ladder is tried anew at somebody's word: what was refused before counts no more
 */
public record Job(
        long number,
        long version,
        JobState state,
        Step step,
        Request request,
        Instant createdAt,
        Instant queuedAt,
        Instant stepSince,
        Optional<Commit> commit,
        Optional<Tree> tree,
        Optional<Approval> approval,
        Optional<Instant> approvalExpires,
        List<Attempt> attempts,
        Passage passage,
        Optional<Instant> buildStartedAt,
        Optional<BuildResult> build,
        Optional<Homeward> homeward,
        Optional<String> cancelAskedBy,
        Optional<String> problem,
        Optional<Alarm> alarm,
        boolean hostLost,
        Optional<ChosenSlot> slot,
        Optional<Hold> hold,
        Optional<Instant> capacitySince,
        Optional<Instant> anewSince,
        Optional<Instant> endedAt) {

    /** A job that has just been accepted. Its number is given by the store. */
    public static Job submitted(Request request, Instant now) {
        return new Job(
                0,
                0,
                JobState.QUEUED,
                Step.PREFLIGHT,
                request,
                now,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Passage.starting(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A copy with changes. */
    public Job with(Consumer<Draft> changes) {
        Draft draft = new Draft(this);
        changes.accept(draft);
        return draft.job();
    }

    /** The attempt that may have, get or still hold a builder. */
    @JsonIgnore
    public Optional<Attempt> attempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** The builder's instance id, where one is known and not over. */
    @JsonIgnore
    public Optional<String> builder() {
        return attempt().filter(last -> !last.isOver()).flatMap(Attempt::instance);
    }

    @JsonIgnore
    public String volume() {
        return request.plan().volume().id();
    }

    @JsonIgnore
    public String host() {
        return request.plan().volume().host();
    }

    @JsonIgnore
    public boolean needsApproval() {
        return !request.approvalReasons().isEmpty() && approval.isEmpty();
    }

    /** List price of all builders of this job so far, failed attempts included. */
    public Usd cost(Instant now) {
        return attempts.stream().map(one -> costOf(one, now)).reduce(Usd.ZERO, Usd::plus);
    }

    /** List price of one builder of this job so far, its root disk included. */
    public Usd costOf(Attempt attempt, Instant now) {
        return attempt.cost(now, request.plan().profile().builder().rootDiskHourly());
    }

    /**
     * What it counts for against caps. What it has cost; and while it may still cost more, at least the upper end of its
     * estimate. Where a price is not known, its whole cap.
     */
    public Usd counts(Instant now) {
        BuildPlan plan = request.plan();
        boolean touched = hadBuilder();
        Usd cost = isPriced() ? cost(endedAt.orElse(now)) : touched ? plan.cap() : Usd.ZERO;
        if (state.isTerminal() || state == JobState.AWAITING_APPROVAL) {
            return cost;
        }
        Usd promised = plan.promises();
        return promised.isMoreThan(cost) ? promised : cost;
    }

    /** Whether its build began in an empty folder: because that was asked for, or in a slot of its own. */
    @JsonIgnore
    public boolean isFromScratch() {
        return request.plan().clean() || slot.map(ChosenSlot::fresh).orElse(false);
    }

    /** Whether a builder was ever launched for it: else it has cost nothing. */
    public boolean hadBuilder() {
        return attempts.stream().anyMatch(one -> one.launchedAt().isPresent());
    }

    /** Whether the price of each of its builders is known: else its cost is not. */
    @JsonIgnore
    public boolean isPriced() {
        return attempts.stream()
                .filter(one -> one.launchedAt().isPresent())
                .allMatch(one -> one.offer().hourly().isPresent());
    }

    /** What later estimates learn of this job; empty: its build did not end by itself. */
    @JsonIgnore
    public Optional<PastRun> pastRun() {
        return build.map(ended -> new PastRun(
                ended.took(),
                attempt().map(last -> last.offer().type().vcpus()).orElse(0),
                ended.passed(),
                BuildKind.of(isFromScratch(), request.plan().targets())));
    }

    /** Whether every rung was refused, and the next try is to come: people may have it now, or choose otherwise. */
    @JsonIgnore
    public boolean waitsForCapacity() {
        return state == JobState.OUTBOUND
                && step == Step.LAUNCH_BUILDER
                && capacitySince.isPresent()
                && cancelAskedBy.isEmpty()
                && attempt().map(Attempt::isOver).orElse(false);
    }

    /** For example {@code #42}. */
    @JsonIgnore
    public String label() {
        return "#" + number;
    }
}
