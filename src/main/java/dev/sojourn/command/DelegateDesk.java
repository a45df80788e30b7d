package dev.sojourn.command;

import dev.sojourn.command.JobChanges.Change;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.InstantSource;
import java.util.List;

/** Somebody who was asked for a yes leaves the answer to another one. Both must have the right to give it. */
final class DelegateDesk {

    private final Policy policy;
    private final JobChanges changes;
    private final InstantSource clock;

    DelegateDesk(Policy policy, JobChanges changes, InstantSource clock) {
        this.policy = policy;
        this.changes = changes;
        this.clock = clock;
    }

    Reply delegate(Caller caller, long number, String to) {
        return changes.change(number, job -> delegated(caller, job, to));
    }

    private Change delegated(Caller caller, Job job, String to) {
        if (mayDecide(caller.user(), job) instanceof Verdict.Refused refused) {
            return Change.none(new Reply.Refused(refused.what(), refused.advice()));
        }
        if (to.equals(caller.user())) {
            return Change.none(new Reply.Refused("It is with you already.", "Choose somebody else, or decide."));
        }
        if (mayDecide(to, job) instanceof Verdict.Refused refused) {
            return Change.none(new Reply.Refused("<@" + to + "> may not decide on this build.", refused.advice()));
        }
        boolean late = job.approvalExpires().map(clock.instant()::isAfter).orElse(true);
        if (job.state() != JobState.AWAITING_APPROVAL || late) {
            return Change.none(new Reply.DecidedBefore(job));
        }
        return Change.to(job, List.of(new Fact.Delegated(caller.user(), to)), saved -> new Reply.Delegated(saved, to));
    }

    private Verdict mayDecide(String user, Job job) {
        return policy.mayDecide(user, job.request().requester(), job.request().plan());
    }
}
