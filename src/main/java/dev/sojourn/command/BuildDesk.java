package dev.sojourn.command;

import dev.sojourn.command.JobChoice.Usual;
import dev.sojourn.doctor.Report;
import dev.sojourn.job.Epoch;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Grants;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Request;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Asker;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The desk behind the commands: policy first, then the plan, then one durable write, then a wake. */
public final class BuildDesk implements Desk {

    /** Whoever comes second looks again, but not for ever. */
    private static final int TRIES = 20;

    private final Policy policy;
    private final Planning planning;
    private final JobStore store;
    private final Wakeups wakeups;
    private final StandingDesk standing;
    private final DecisionsDesk decisions;
    private final AheadDesk ahead;
    private final DelegateDesk delegates;
    private final HoldersDesk holders;
    private final SlotsDesk slots;
    private final CapacityDesk capacity;
    private final Supplier<Report> doctor;
    private final BooleanSupplier draining;
    private final LookupDesk lookup;
    private final WatchDesk watching;
    private final JobChoice choice;
    private final AgainDesk again;
    private final AuditExport audit;
    private final CostDesk costs;
    private final QuietDesk quiet;
    private final Installation installation;
    private final Clock clock;

    public BuildDesk(
            Installation installation,
            Policy policy,
            Sources sources,
            JobStore store,
            Grants grants,
            Wakeups wakeups,
            Duration holdersWait,
            Supplier<Report> doctor,
            BooleanSupplier draining,
            Clock clock) {
        this.policy = policy;
        this.doctor = doctor;
        this.draining = draining;
        this.planning = new Planning(installation, sources.offers(), store, sources.weather(), clock);
        this.store = store;
        this.wakeups = wakeups;
        this.clock = clock;
        JobChanges changes = new JobChanges(store, wakeups, clock);
        this.standing = new StandingDesk(store, sources.progress(), sources.weather(), clock);
        this.decisions = new DecisionsDesk(policy, changes, standing, store, clock);
        this.ahead = new AheadDesk(policy, planning, decisions, changes, grants, store, clock);
        this.delegates = new DelegateDesk(policy, changes, clock);
        this.holders = new HoldersDesk(policy, changes, holdersWait, clock);
        this.capacity = new CapacityDesk(policy, planning, decisions, store, changes, grants, clock);
        this.slots = new SlotsDesk(planning, sources.slots(), store);
        this.lookup = new LookupDesk(installation, store, standing, sources.places(), sources.logs());
        this.watching = new WatchDesk(store, sources.watchers(), clock);
        this.choice = new JobChoice(store);
        this.again = new AgainDesk(store, standing, this::build);
        this.audit = sources.audit();
        this.quiet = new QuietDesk(sources.quiet(), clock);
        this.costs = new CostDesk(policy, sources.costs(), clock);
        this.installation = installation;
    }

    @Override
    public Reply handle(Caller caller, Command command) {
        if (command instanceof Command.Build build) {
            Reply reply = build(caller, build.options(), Optional.empty());
            if (reply instanceof Reply.Accepted accepted) {
                watching.tell(accepted.job(), build.told());
            }
            return reply;
        }
        if (command instanceof Command.AboutJob about) {
            return aboutJob(caller, about);
        }
        if (command instanceof Command.Queue queue) {
            return lookup.queue(queue.volume());
        }
        if (command instanceof Command.History history) {
            return lookup.history(history.count());
        }
        if (command instanceof Command.Where) {
            return lookup.where();
        }
        if (command instanceof Command.Audit wanted) {
            return audit(caller, wanted.form());
        }
        if (command instanceof Command.Cost wanted) {
            return costs.tell(caller, wanted);
        }
        if (command instanceof Command.Profiles) {
            return new Reply.Profiles(installation.profiles(), installation.volumes());
        }
        if (command instanceof Command.Quiet wish) {
            return quiet.hours(caller, wish);
        }
        if (command instanceof Command.Slots wanted) {
            return slots.list(caller, wanted.volume());
        }
        if (command instanceof Command.Doctor) {
            return policy.mayAsk(caller.user(), caller.channel()) instanceof Verdict.Refused refused
                    ? new Reply.Refused(refused.what(), refused.advice())
                    : new Reply.Diagnosis(doctor.get());
        }
        if (command instanceof Command.Help help) {
            return new Reply.Manual(help.topic());
        }
        throw new IllegalStateException("unreachable: " + command);
    }

    private Reply aboutJob(Caller caller, Command.AboutJob command) {
        Which which = command.job();
        if (command instanceof Command.Status) {
            return which instanceof Which.Unsaid
                    ? standing.all()
                    : choice.with(caller, which, Usual.LAST, standing::of);
        }
        if (command instanceof Command.Cancel) {
            return choice.with(caller, which, Usual.ONLY_OWN, job -> decisions.cancel(caller, job.number()));
        }
        if (command instanceof Command.Retry) {
            return choice.with(caller, which, Usual.LAST, job -> again.same(caller, job));
        }
        if (command instanceof Command.Logs) {
            return choice.with(caller, which, Usual.LAST, lookup::log);
        }
        if (command instanceof Command.Watch) {
            return choice.with(caller, which, Usual.ONLY, job -> watching.watch(caller, job));
        }
        if (command instanceof Command.Unwatch) {
            return choice.with(caller, which, Usual.ONLY, job -> watching.unwatch(caller, job));
        }
        throw new IllegalStateException("unreachable: " + command);
    }

    private Reply audit(Caller caller, AuditExport.Form form) {
        if (policy.mayAudit(caller.user()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice());
        }
        String day = clock.instant().toString().substring(0, 10);
        String name = "sojourn-audit-" + day + "." + form.name().toLowerCase(Locale.ROOT);
        return new Reply.AuditFile(name, audit.as(form));
    }

    private Reply build(Caller caller, BuildOptions options, Optional<Long> before) {
        if (policy.mayAsk(caller.user(), caller.channel()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice()).about(Field.CHANNEL);
        }
        Planning.Outcome outcome = planning.plan(caller, options);
        if (outcome instanceof Planning.Outcome.Impossible impossible) {
            return impossible.why();
        }
        BuildPlan plan = ((Planning.Outcome.Planned) outcome).plan();
        if (policy.mayBuild(caller.user(), plan) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice()).about(Field.PROFILE);
        }
        if (options.isWorkingTree() && !policy.owns(caller.user(), plan.volume())) {
            return new Reply.Refused(
                            "The working tree on " + plan.volume().name() + " is not yours to build from.",
                            "Build a branch, tag or commit instead of `.`.")
                    .about(Field.REF);
        }
        if (options.clearSlot().isPresent()
                && policy.mayChangeSlots(caller.user(), plan.volume()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice());
        }
        Verdict verdict = mayRun(caller, plan, store.expenses(clock.instant()));
        Optional<Reply> no = Refusals.of(verdict);
        if (no.isPresent()) {
            return no.get();
        }
        Request asked = asking(new Request(caller.user(), caller.channel(), options, plan, List.of()), verdict);
        if (options.dryRun()) {
            boolean covered = ahead.isCovered(caller, asked);
            return new Reply.Outlook(
                    options.ref(), plan, covered ? List.of() : asked.approvalReasons(), planning.compare(plan));
        }
        return submit(caller, asked, before);
    }

    private Verdict mayRun(Caller caller, BuildPlan plan, Expenses expenses) {
        return policy.mayRun(plan, new Asker(caller.user(), caller.channel(), expenses, clock.instant()));
    }

    private static Request asking(Request request, Verdict verdict) {
        return verdict instanceof Verdict.NeedsApproval needs
                ? request.asking(needs.reasons(), needs.softCaps())
                : request.asking(List.of(), List.of());
    }

    private Reply submit(Caller caller, Request asked, Optional<Long> before) {
        if (draining.getAsBoolean()) {
            return new Reply.Refused(
                    "No new builds are taken now: the bot is about to be stopped or moved.", "Ask again later.");
        }
        BuildPlan plan = asked.plan();
        List<Job> waiting = store.unfinished().stream()
                .filter(job -> job.volume().equals(plan.volume().id()))
                .filter(job -> !job.state().holdsVolume())
                .toList();
        if (waiting.size() >= policy.queueLimit()) {
            return new Reply.Refused(
                    waiting.size() + " builds wait for " + plan.volume().name() + " already, which is the limit.",
                    "Wait for one to end, or cancel one of yours.");
        }
        Request request = asked.approvalReasons().isEmpty() ? asked : ahead.cover(caller, asked);
        for (int tries = 0; tries < TRIES; tries++) {
            // What others ask for meanwhile takes money, too: who comes second is judged anew.
            Verdict verdict = mayRun(caller, plan, store.expenses(clock.instant()));
            Optional<Reply> no = Refusals.of(verdict);
            if (no.isPresent()) {
                ahead.uncover(request);
                return no.get();
            }
            request = asking(request, verdict);
            if (!request.softCaps().isEmpty()) {
                request = ahead.uncover(request);
            }
            Optional<Job> added = add(caller, request, verdict, before);
            if (added.isPresent()) {
                wakeups.now(added.get().number());
                return new Reply.Accepted(added.get());
            }
        }
        ahead.uncover(request);
        return JobChanges.tooFast();
    }

    private Optional<Job> add(Caller caller, Request request, Verdict verdict, Optional<Long> before) {
        Instant now = clock.instant();
        String volume = request.plan().volume().id();
        int epoch = Epoch.after(store.lastEpoch(volume), now);
        Job job = Job.submitted(request, now).with(draft -> draft.passage = draft.passage.atEpoch(epoch));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Submitted(request.requester(), request.options().ref(), before));
        List<Job> inTheWay = store.unfinished().stream()
                .filter(one -> one.volume().equals(volume))
                .filter(one -> one.state() != JobState.AWAITING_APPROVAL)
                .toList();
        if (!inTheWay.isEmpty()) {
            facts.add(new Fact.Queued(
                    inTheWay.size(), inTheWay.get(inTheWay.size() - 1).number()));
        }
        return store.addIf(expenses -> mayRun(caller, request.plan(), expenses).equals(verdict), job, facts, now);
    }

    @Override
    public Reply approve(Caller caller, long number) {
        return decisions.approve(caller, number);
    }

    @Override
    public Reply approveAhead(Caller caller, long number, Usd limit) {
        return ahead.approve(caller, number, limit);
    }

    @Override
    public Reply endAhead(Caller caller, long number) {
        return ahead.end(caller, number);
    }

    @Override
    public Reply runSmaller(Caller caller, long number) {
        return ahead.runSmaller(caller, number);
    }

    @Override
    public Reply tryNow(Caller caller, long number) {
        return capacity.tryNow(caller, number);
    }

    @Override
    public Reply takeOnDemand(Caller caller, long number) {
        return capacity.takeOnDemand(caller, number);
    }

    @Override
    public Reply delegate(Caller caller, long number, String to) {
        return delegates.delegate(caller, number, to);
    }

    @Override
    public Reply deny(Caller caller, long number, String reason) {
        return decisions.deny(caller, number, reason);
    }

    @Override
    public Reply walkHomeAgain(Caller caller, long number) {
        return decisions.walkHomeAgain(caller, number);
    }

    @Override
    public Reply resume(Caller caller, long number) {
        return decisions.resume(caller, number);
    }

    @Override
    public Reply chooseHost(Caller caller, long number, String host) {
        return decisions.chooseHost(caller, number, host);
    }

    @Override
    public Reply waitForHolders(Caller caller, long number, int uid) {
        return holders.wait(caller, number, uid);
    }

    @Override
    public Reply stopHolders(Caller caller, long number, int uid) {
        return holders.stop(caller, number, uid);
    }

    @Override
    public Reply again(Caller caller, long number) {
        return again.same(caller, number);
    }

    @Override
    public Reply remedy(Caller caller, long number) {
        return again.remedy(caller, number);
    }

    @Override
    public Reply retryTests(Caller caller, long number) {
        return again.tests(caller, number);
    }
}
