package dev.sojourn.command;

import dev.sojourn.command.JobChanges.Change;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Expenses;
import dev.sojourn.policy.Asker;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What people decide about a job that is there already: yes, no, stop, go on. The right to is asked for at the click. */
final class DecisionsDesk {

    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");

    private final Policy policy;
    private final JobChanges changes;
    private final StandingDesk standing;
    private final JobStore store;
    private final Clock clock;

    DecisionsDesk(Policy policy, JobChanges changes, StandingDesk standing, JobStore store, Clock clock) {
        this.policy = policy;
        this.changes = changes;
        this.standing = standing;
        this.store = store;
        this.clock = clock;
    }

    /** Stops a job; the volume comes home first. */
    Reply cancel(Caller caller, long number) {
        return changes.change(number, job -> cancelled(caller, job));
    }

    private Change cancelled(Caller caller, Job job) {
        Verdict verdict = policy.mayCancel(
                caller.user(), job.request().requester(), job.request().plan().volume());
        if (verdict instanceof Verdict.Refused refused) {
            return Change.none(new Reply.Refused(refused.what(), refused.advice()));
        }
        if (job.state().isTerminal()) {
            return Change.none(new Reply.AlreadyOver(job));
        }
        boolean goesOutAgain =
                job.homeward().map(why -> why.reason().mayGoOutAgain()).orElse(false);
        if (job.state() == JobState.HOMEBOUND && !goesOutAgain) {
            return Change.none(new Reply.AlreadyOnTheWayHome(job));
        }
        if (job.cancelAskedBy().isPresent()) {
            return Change.none(new Reply.CancelAccepted(job));
        }
        return Change.to(
                job.with(draft -> draft.cancelAskedBy = Optional.of(caller.user())),
                List.of(new Fact.CancelAsked(caller.user(), caller.from())),
                Reply.CancelAccepted::new);
    }

    Reply approve(Caller caller, long number) {
        return changes.change(number, job -> decided(caller, job, true, ""));
    }

    Reply deny(Caller caller, long number, String reason) {
        return changes.change(number, job -> decided(caller, job, false, reason));
    }

    /** What a yes or a no would change. */
    Change decided(Caller caller, Job job, boolean yes, String reason) {
        Verdict verdict = policy.mayDecide(
                caller.user(), job.request().requester(), job.request().plan());
        if (verdict instanceof Verdict.Refused refused) {
            return Change.none(new Reply.Refused(refused.what(), refused.advice()));
        }
        Instant now = clock.instant();
        boolean late = job.approvalExpires().map(now::isAfter).orElse(true);
        if (job.state() != JobState.AWAITING_APPROVAL || late) {
            return Change.none(new Reply.DecidedBefore(job));
        }
        if (yes) {
            return approved(caller, job, now);
        }
        Homeward why = new Homeward(
                Homeward.Reason.CANCELLED,
                Optional.of(caller.user()),
                (reason.isBlank() ? "Denied. " : "Denied: " + reason + ". ")
                        + (job.hadBuilder()
                                ? "The volume is at home, with what was built before."
                                : "Nothing was touched."));
        Job over = job.with(draft -> {
            draft.move(Move.DENY, now);
            draft.homeward = Optional.of(why);
        });
        Fact ended = new Fact.Ended(
                over.state(), over.cost(now), Duration.between(over.createdAt(), now), over.build(), over.homeward());
        return Change.to(
                over,
                List.of(new Fact.Denied(caller.user(), reason, caller.from()), ended),
                saved -> new Reply.Decided(saved, false));
    }

    /** What there is of money is looked at once more: hours may have passed since it was asked for. */
    private Change approved(Caller caller, Job job, Instant now) {
        Request request = job.request();
        Verdict verdict = mayRun(request, request.plan(), store.expenses(now));
        Optional<Reply> no = Refusals.of(verdict);
        if (no.isPresent()) {
            return Change.none(no.get());
        }
        if (verdict instanceof Verdict.NeedsApproval needs
                && !request.softCaps().containsAll(needs.softCaps())) {
            return Change.to(
                    job.with(draft -> draft.asking(needs.reasons(), needs.softCaps())),
                    List.of(new Fact.Warned("By now a yes is one to more than was said when it was asked for: "
                            + String.join("; ", needs.reasons()) + ".")),
                    saved -> new Reply.AskedAnew(saved, needs.reasons()));
        }
        Approval approval = new Approval(
                caller.user(),
                now,
                request.plan().digest(),
                job.commit().map(Commit::sha).orElseThrow());
        return Change.to(
                        job.with(draft -> {
                            draft.move(Move.APPROVE, now);
                            draft.approval = Optional.of(approval);
                            draft.approvalExpires = Optional.empty();
                        }),
                        List.of(new Fact.Approved(caller.user(), false, Optional.empty(), caller.from())),
                        saved -> new Reply.Decided(saved, true))
                .asLong(expenses -> mayRun(request, request.plan(), expenses).equals(verdict));
    }

    /** By the money of whoever asked for it, whoever decides. */
    Verdict mayRun(Request request, BuildPlan plan, Expenses expenses) {
        return policy.mayRun(plan, new Asker(request.requester(), request.channel(), expenses, clock.instant()));
    }

    Reply chooseHost(Caller caller, long number, String host) {
        return changes.change(number, job -> {
            Verdict verdict =
                    policy.mayChooseHost(caller.user(), job.request().plan().volume());
            if (verdict instanceof Verdict.Refused refused) {
                return Change.none(new Reply.Refused(refused.what(), refused.advice()));
            }
            if (!job.hostLost() || job.state() != JobState.NEEDS_ATTENTION) {
                return Change.none(standing.of(job));
            }
            if (!INSTANCE.matcher(host).matches()) {
                return Change.none(new Reply.Refused(
                        "`" + host + "` is not the id of an instance.", "It looks like `i-0123456789abcdef0`."));
            }
            Instant now = clock.instant();
            return Change.to(
                    job.with(draft -> {
                        draft.move(Move.RESUME_HOME, now);
                        draft.problem = Optional.empty();
                        draft.moveHome(host);
                        draft.enter(Step.ATTACH_TO_HOST, now);
                    }),
                    List.of(
                            new Fact.HostChosen(caller.user(), host),
                            new Fact.AttentionOver(Optional.of(caller.user()))),
                    standing::of);
        });
    }

    Reply resume(Caller caller, long number) {
        return goOn(
                caller,
                number,
                List.of(new Fact.AttentionOver(Optional.of(caller.user()))),
                draft -> draft.enter(draft.step, clock.instant()));
    }

    /**
     * The road home from its top, as after every build: what is so already is passed in a moment, and what was asked before and
     * not obeyed is asked again. Mounts and unmounts that are still under way are of an older epoch from here on.
     */
    Reply walkHomeAgain(Caller caller, long number) {
        List<Fact> facts =
                List.of(new Fact.AttentionOver(Optional.of(caller.user())), new Fact.StepStarted(Step.STOP_BUILD));
        return goOn(caller, number, facts, draft -> {
            draft.enter(Step.STOP_BUILD, clock.instant());
            draft.passage = draft.passage.nextEpoch();
        });
    }

    private Reply goOn(Caller caller, long number, List<Fact> facts, Consumer<Draft> way) {
        return changes.change(number, job -> {
            Verdict verdict = policy.mayCancel(
                    caller.user(),
                    job.request().requester(),
                    job.request().plan().volume());
            if (verdict instanceof Verdict.Refused refused) {
                return Change.none(new Reply.Refused(refused.what(), refused.advice()));
            }
            if (job.state() != JobState.NEEDS_ATTENTION) {
                return Change.none(standing.of(job));
            }
            return Change.to(
                    job.with((Draft draft) -> {
                        draft.move(Move.RESUME_HOME, clock.instant());
                        draft.problem = Optional.empty();
                        way.accept(draft);
                    }),
                    facts,
                    standing::of);
        });
    }
}
