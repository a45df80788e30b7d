package dev.sojourn.command;

import dev.sojourn.command.JobChanges.Change;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Grants;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes a second person's yes unnecessary: one that was given ahead, or a smaller machine. */
final class AheadDesk {

    private static final Duration A_DAY = Duration.ofHours(24);

    private final Policy policy;
    private final Planning planning;
    private final DecisionsDesk decisions;
    private final JobChanges changes;
    private final Grants grants;
    private final JobStore store;
    private final Clock clock;

    AheadDesk(
            Policy policy,
            Planning planning,
            DecisionsDesk decisions,
            JobChanges changes,
            Grants grants,
            JobStore store,
            Clock clock) {
        this.policy = policy;
        this.planning = planning;
        this.decisions = decisions;
        this.changes = changes;
        this.grants = grants;
        this.store = store;
        this.clock = clock;
    }

    /** Yes to this job, and to builds on its volume with its types for a day. */
    Reply approve(Caller caller, long number, Usd limit) {
        return changes.change(number, job -> {
            BuildPlan plan = job.request().plan();
            Verdict verdict = policy.mayDecideAhead(caller.user(), job.request().requester(), plan, limit);
            if (verdict instanceof Verdict.Refused refused) {
                return Change.none(new Reply.Refused(refused.what(), refused.advice()).about(Field.CAP));
            }
            Change yes = decisions.decided(caller, job, true, "");
            boolean taken =
                    yes.job().filter(after -> after.state() == JobState.QUEUED).isPresent();
            if (!taken) {
                return yes;
            }
            Instant until = clock.instant().plus(A_DAY);
            List<String> types = plan.ladder().stream()
                    .map(rung -> rung.type().name())
                    .distinct()
                    .toList();
            List<Fact> facts = new ArrayList<>(yes.facts());
            facts.add(new Fact.ApprovedAhead(caller.user(), types, limit, until));
            return new Change(yes.job(), facts, saved -> new Reply.DecidedAhead(saved, limit, until), yes.still());
        });
    }

    Reply end(Caller caller, long number) {
        if (policy.mayEndAhead(caller.user()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice());
        }
        grants.end(number, clock.instant());
        return new Reply.AheadEnded(number);
    }

    /**
     * Whether somebody's yes, given ahead, is one to this request. Takes nothing yet. It was given without a word of the caps of
     * that later day, so it is none to break them.
     */
    boolean isCovered(Caller caller, Request asked) {
        return !asked.approvalReasons().isEmpty()
                && asked.softCaps().isEmpty()
                && covering(caller, asked.plan()).findAny().isPresent();
    }

    /** The same by the yes that it rests on from now on, whose money it takes for its whole cap; and by a smaller machine. */
    Request cover(Caller caller, Request asked) {
        Optional<Request.Ahead> yes = asked.softCaps().isEmpty() ? take(caller, asked.plan()) : Optional.empty();
        return asked.covered(yes, smaller(asked));
    }

    /** The same without a yes ahead, or no build at all: what it has taken is there again. */
    Request uncover(Request asked) {
        asked.ahead().ifPresent(yes -> grants.giveBack(yes.grant(), asked.plan().cap()));
        return asked.covered(Optional.empty(), asked.smaller());
    }

    private Optional<Request.Ahead> take(Caller caller, BuildPlan plan) {
        return covering(caller, plan)
                .filter(grant -> grants.take(grant.job(), plan.cap(), clock.instant()))
                .map(grant -> new Request.Ahead(grant.job(), grant.by()))
                .findFirst();
    }

    private Stream<Grant> covering(Caller caller, BuildPlan plan) {
        Instant now = clock.instant();
        return grants.inForce(now).stream().filter(grant -> policy.covers(grant, plan, caller.user(), now));
    }

    /** The same build on those rungs alone that need nobody's yes; empty: there are none. */
    private Optional<BuildPlan> smaller(Request asked) {
        BuildOptions options = asked.options();
        List<Rung> rungs = asked.plan().ladder().stream()
                .filter(rung -> isFree(asked, planning.on(List.of(rung), options, asked.plan())))
                .toList();
        return Optional.of(rungs)
                .filter(some -> !some.isEmpty())
                .map(some -> planning.on(some, options, asked.plan()))
                .filter(plan -> isFree(asked, plan));
    }

    private boolean isFree(Request asked, BuildPlan plan) {
        return decisions.mayRun(asked, plan, store.expenses(clock.instant())) instanceof Verdict.Allowed;
    }

    /** Runs a job that waits for a second person by its smaller plan instead. */
    Reply runSmaller(Caller caller, long number) {
        return changes.change(number, job -> {
            Verdict verdict = policy.mayCancel(
                    caller.user(),
                    job.request().requester(),
                    job.request().plan().volume());
            if (verdict instanceof Verdict.Refused) {
                return Change.none(new Reply.Refused(
                        "Only the requester, an owner of the volume or an approver may choose another machine.",
                        "Ask <@" + job.request().requester() + ">."));
            }
            Instant now = clock.instant();
            boolean late = job.approvalExpires().map(now::isAfter).orElse(true);
            if (job.state() != JobState.AWAITING_APPROVAL || late) {
                return Change.none(new Reply.DecidedBefore(job));
            }
            if (job.request().smaller().isEmpty()) {
                return Change.none(new Reply.Refused(
                        "No machine of this build's ladder does without a second person.",
                        "Ask for a smaller one with `--on`."));
            }
            return lowered(caller, job, now);
        });
    }

    private Change lowered(Caller caller, Job job, Instant now) {
        BuildPlan plan = job.request().smaller().orElseThrow();
        Verdict verdict = decisions.mayRun(job.request(), plan, store.expenses(now));
        Optional<Reply> no = Refusals.of(verdict);
        if (no.isPresent()) {
            return Change.none(no.get());
        }
        if (verdict instanceof Verdict.NeedsApproval needs) {
            return Change.none(new Reply.Refused(
                    "The smaller build needs a yes, too, by now: " + String.join("; ", needs.reasons()) + ".",
                    "Wait for an approver."));
        }
        Job lower = job.with(draft -> {
            draft.move(Move.LOWER, now);
            draft.lower();
        });
        Rung first = lower.request().plan().first();
        return Change.to(lower, List.of(new Fact.Lowered(caller.user(), first)), Reply.Lowered::new)
                .asLong(expenses ->
                        decisions.mayRun(job.request(), plan, expenses).equals(verdict));
    }
}
