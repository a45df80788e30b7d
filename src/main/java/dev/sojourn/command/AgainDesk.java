package dev.sojourn.command;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Mishap;
import dev.sojourn.job.Remedy;
import dev.sojourn.plan.BuildOptions;
import java.util.List;
import java.util.Optional;

/** New jobs out of old ones. Each is asked for by the rules of a fresh build. */
final class AgainDesk {

    private final JobStore store;
    private final StandingDesk standing;
    private final Asking asking;

    AgainDesk(JobStore store, StandingDesk standing, Asking asking) {
        this.store = store;
        this.standing = standing;
        this.asking = asking;
    }

    /** Asks for a build on the ground of an earlier job. */
    interface Asking {
        Reply build(Caller caller, BuildOptions options, Optional<Long> before);
    }

    /** The same once more. */
    Reply same(Caller caller, Job job) {
        if (!job.state().isTerminal()) {
            return new Reply.StillRunning(standing.line(job, store.unfinished()));
        }
        return build(caller, job.request().options().again(), job);
    }

    Reply same(Caller caller, long number) {
        return store.find(number).map(job -> same(caller, job)).orElseGet(() -> JobChanges.noSuchJob(number));
    }

    /** By the remedy that a refused job was given. */
    Reply remedy(Caller caller, long number) {
        Optional<Job> job = store.find(number);
        Optional<Remedy> remedy = job.flatMap(Mishap::remedy);
        return remedy.isEmpty()
                ? JobChanges.noSuchJob(number)
                : build(caller, remedy.get().options(), job.get());
    }

    /** The tests that failed, and no others. */
    Reply tests(Caller caller, long number) {
        return store.find(number).map(job -> tests(caller, job)).orElseGet(() -> JobChanges.noSuchJob(number));
    }

    private Reply tests(Caller caller, Job job) {
        List<String> tests = job.request().plan().testTargets();
        boolean failed = job.build()
                .flatMap(BuildResult::tests)
                .filter(one -> one.failed() > 0)
                .isPresent();
        if (!failed || tests.isEmpty() || job.commit().isEmpty() || job.slot().isEmpty()) {
            return new Reply.Refused("No tests failed in job " + job.label() + ".", "Ask for the whole build again.");
        }
        String sha = job.commit().get().sha();
        int slot = job.slot().get().number();
        return build(caller, job.request().options().retesting(sha, slot, tests, job.number()), job);
    }

    /** On its volume, whoever asks for it now: where none was named, it was its first asker's. */
    private Reply build(Caller caller, BuildOptions options, Job job) {
        String volume = job.request().plan().volume().name();
        return asking.build(caller, options.on(volume), Optional.of(job.number()));
    }
}
