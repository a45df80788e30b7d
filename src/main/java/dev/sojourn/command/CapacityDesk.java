package dev.sojourn.command;

import dev.sojourn.command.JobChanges.Change;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Grants;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people do about a job that finds no builder: have it tried now, or bought on demand. The volume is at home meanwhile. */
final class CapacityDesk {

    private final Policy policy;
    private final Planning planning;
    private final DecisionsDesk decisions;
    private final JobStore store;
    private final JobChanges changes;
    private final Grants grants;
    private final Clock clock;

    CapacityDesk(
            Policy policy,
            Planning planning,
            DecisionsDesk decisions,
            JobStore store,
            JobChanges changes,
            Grants grants,
            Clock clock) {
        this.policy = policy;
        this.planning = planning;
        this.decisions = decisions;
        this.store = store;
        this.changes = changes;
        this.grants = grants;
        this.clock = clock;
    }

    /** The whole ladder once more, at once: quotas that were reached may have been raised meanwhile. */
    Reply tryNow(Caller caller, long number) {
        return changes.change(
                number,
                job -> no(caller, job)
                        .map(Change::none)
                        .orElseGet(() -> Change.to(
                                job.with(draft -> draft.tryAnew(clock.instant())),
                                List.of(new Fact.TriedNow(caller.user())),
                                Reply.TryingNow::new)));
    }

    /** On demand from now on. What costs more than was agreed to is asked about anew, unless it is said by somebody who may agree. */
    Reply takeOnDemand(Caller caller, long number) {
        Optional<Job> found = store.find(number);
        if (found.isEmpty()) {
            return JobChanges.noSuchJob(number);
        }
        Optional<Reply> no = no(caller, found.get());
        if (no.isPresent()) {
            return no.get();
        }
        if (!found.get().request().plan().isSpotOnly()) {
            return new Reply.Refused(
                    "Builders on demand are tried for this job already, and there are none either.",
                    "Have it tried now, or wait.");
        }
        Planning.Outcome outcome = planning.onDemand(found.get().request());
        if (outcome instanceof Planning.Outcome.Impossible impossible) {
            return impossible.why();
        }
        BuildPlan plan = ((Planning.Outcome.Planned) outcome).plan();
        Verdict verdict = decisions.mayRun(found.get().request(), plan, store.expenses(clock.instant()));
        Optional<Reply> tooMuch = Refusals.of(verdict);
        if (tooMuch.isPresent()) {
            return tooMuch.get();
        }
        if (!isWithinWhatWasTakenAhead(found.get().request(), plan)) {
            return new Reply.Refused(
                    "The yes that was given ahead has not so much left: on demand this build may cost " + plan.cap() + ".",
                    "Cancel it, and ask again with `--on-demand`.");
        }
        return changes.change(number, job -> no(caller, job)
                .map(Change::none)
                .orElseGet(() -> onDemand(caller, job, plan, verdict)
                        // What others ask for meanwhile takes money, too.
                        .asLong(expenses -> decisions
                                .mayRun(job.request(), plan, expenses)
                                .equals(verdict))));
    }

    /** A yes given ahead has paid for the cap that the job had: what the other plan may cost above it is taken, too. */
    private boolean isWithinWhatWasTakenAhead(Request request, BuildPlan plan) {
        long more = plan.cap().micros() - request.plan().cap().micros();
        return request.ahead().isEmpty()
                || more <= 0
                || grants.take(request.ahead().get().grant(), new Usd(more), clock.instant());
    }

    private Change onDemand(Caller caller, Job job, BuildPlan plan, Verdict verdict) {
        Instant now = clock.instant();
        Optional<Verdict.NeedsApproval> needs = verdict instanceof Verdict.NeedsApproval some ? Optional.of(some) : Optional.empty();
        List<String> reasons = needs.map(Verdict.NeedsApproval::reasons).orElse(List.of());
        Request request = job.request()
                .onDemand(plan)
                .asking(reasons, needs.map(Verdict.NeedsApproval::softCaps).orElse(List.of()));
        boolean saysYes = !reasons.isEmpty()
                && policy.mayDecide(caller.user(), job.request().requester(), plan) instanceof Verdict.Allowed;
        Fact took = new Fact.TookOnDemand(caller.user(), plan.first(), plan.cap());
        if (saysYes) {
            Approval yes = new Approval(
                    caller.user(),
                    now,
                    plan.digest(),
                    job.commit().map(Commit::sha).orElseThrow());
            return Change.to(
                    job.with(draft -> {
                        replan(draft, request, now);
                        draft.approval = Optional.of(yes);
                    }),
                    List.of(took, new Fact.Approved(caller.user(), false, Optional.empty(), caller.from())),
                    saved -> new Reply.OnDemand(saved, false));
        }
        if (reasons.isEmpty()) {
            return Change.to(
                    job.with(draft -> replan(draft, request, now)),
                    List.of(took),
                    saved -> new Reply.OnDemand(saved, false));
        }
        // From preflight, which asks a second person by the rules of every build.
        return Change.to(
                job.with(draft -> {
                    replan(draft, request, now);
                    draft.tree = Optional.empty();
                    draft.enter(Step.PREFLIGHT, now);
                }),
                List.of(took, new Fact.StepStarted(Step.PREFLIGHT)),
                saved -> new Reply.OnDemand(saved, saved.request().ahead().isEmpty()));
    }

    private static void replan(Draft draft, Request request, Instant now) {
        draft.plan(request);
        draft.tryAnew(now);
    }

    /** Why nothing is to be done: asked at each click, and again when it is written. */
    private Optional<Reply> no(Caller caller, Job job) {
        Verdict verdict = policy.mayHurry(
                caller.user(), job.request().requester(), job.request().plan().volume());
        if (verdict instanceof Verdict.Refused refused) {
            return Optional.of(new Reply.Refused(refused.what(), refused.advice()));
        }
        return job.waitsForCapacity() ? Optional.empty() : Optional.of(new Reply.WaitsNoMore(job));
    }
}
