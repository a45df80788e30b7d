package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Expenses;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores with one defect each. */
final class WrongStore {

    private WrongStore() {}

    /** What saving does instead. */
    private interface Saving {

        Optional<Job> save(Job job, List<Fact> facts, Instant now);
    }

    @SuppressWarnings("unchecked")
    private static JobStore saving(JobStore right, Saving does) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("save")
                                ? does.save((Job) arguments[0], (List<Fact>) arguments[1], (Instant) arguments[2])
                                : method.invoke(right, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    static JobStore withoutVersions(JobStore right) {
        return saving(right, (job, facts, now) -> {
            long version = right.find(job.number()).orElseThrow().version();
            return right.save(job.with(draft -> draft.stored(job.number(), version)), facts, now);
        });
    }

    static JobStore withoutTurns(JobStore right) {
        return saving(right, (job, facts, now) -> ((MemoryJobStore) right).saveWithoutTurn(job, facts, now));
    }

    static JobStore doubled(JobStore right) {
        return saving(right, (job, facts, now) -> {
            List<Fact> twice = new ArrayList<>(facts);
            twice.addAll(facts);
            return right.save(job, twice, now);
        });
    }

    /** On demand without a word to whoever would have to agree. */
    static JobStore onDemandUnasked(JobStore right) {
        return saving(right, (job, facts, now) -> {
            boolean asks = facts.stream().anyMatch(Fact.TookOnDemand.class::isInstance) && job.step() == Step.PREFLIGHT;
            Job unasked = job.with(draft -> {
                draft.plan(job.request().onDemand(job.request().plan()));
                draft.tryAnew(now);
            });
            return right.save(asks ? unasked : job, facts, now);
        });
    }

    static JobStore endUntold(JobStore right) {
        return saving(
                right,
                (job, facts, now) -> right.save(
                        job,
                        facts.stream()
                                .filter(fact -> !(fact instanceof Fact.Ended))
                                .toList(),
                        now));
    }

    /** Money that is promised to one job is there for another, too. */
    @SuppressWarnings("unchecked")
    static JobStore withoutPromises(JobStore right) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("addIf")) {
                            return Optional.of(
                                    right.add((Job) arguments[1], (List<Fact>) arguments[2], (Instant) arguments[3]));
                        }
                        Object answer = method.invoke(right, arguments);
                        return answer instanceof Expenses expenses
                                ? (Expenses) (begin, whose) -> new Spending(
                                        expenses.since(begin, whose).spent(), Usd.ZERO)
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    static JobStore anyApproval(JobStore right) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sameApproved")) {
                        return right.newest(10).stream()
                                .filter(job -> job.approval().isPresent())
                                .findFirst();
                    }
                    try {
                        return method.invoke(right, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
