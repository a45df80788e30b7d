package dev.sojourn.command;

import dev.sojourn.command.JobChanges.Change;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people answer who are in the tree when it is to travel. */
final class HoldersDesk {

    private final Policy policy;
    private final JobChanges changes;
    private final Duration wait;
    private final Clock clock;

    HoldersDesk(Policy policy, JobChanges changes, Duration wait, Clock clock) {
        this.policy = policy;
        this.changes = changes;
        this.wait = wait;
        this.clock = clock;
    }

    /** Somebody needs the tree for a while. Only those who are in it, or own it, hold up somebody else's build. */
    Reply wait(Caller caller, long number, int uid) {
        return changes.change(number, job -> {
            Optional<Reply> no = refusal(caller, job, uid);
            if (no.isPresent()) {
                return Change.none(no.get());
            }
            Instant until = clock.instant().plus(wait);
            return Change.to(
                    job.with(draft -> draft.hold = draft.hold.map(hold -> hold.waiting(until))),
                    List.of(new Fact.HeldLonger(caller.user(), until)),
                    saved -> new Reply.WaitAccepted(saved, until));
        });
    }

    /** Somebody has the processes of one user of the host ended. */
    Reply stop(Caller caller, long number, int uid) {
        return changes.change(number, job -> {
            Optional<Reply> no = refusal(caller, job, uid);
            if (no.isPresent()) {
                return Change.none(no.get());
            }
            List<Holder> targets = job.hold().orElseThrow().of(uid).stream()
                    .filter(Holder::isProcess)
                    .toList();
            if (targets.isEmpty()) {
                return Change.none(new Reply.NothingToStop(job));
            }
            Hold.StopOrder order = new Hold.StopOrder(Optional.of(caller.user()), targets);
            return Change.to(
                    job.with(draft -> draft.hold = draft.hold.map(hold -> hold.stopping(order))),
                    List.of(),
                    saved -> new Reply.StopAccepted(saved, targets));
        });
    }

    private Optional<Reply> refusal(Caller caller, Job job, int uid) {
        WorkingVolume volume = job.request().plan().volume();
        List<Holder> theirs = job.hold().map(hold -> hold.of(uid)).orElse(List.of());
        if (theirs.isEmpty() || job.state().isTerminal()) {
            return Optional.of(new Reply.HeldNoMore(job));
        }
        Optional<String> person = volume.person(theirs.get(0).user(), uid);
        return policy.mayStop(caller.user(), person, volume) instanceof Verdict.Refused refused
                ? Optional.of(new Reply.Refused(refused.what(), refused.advice()))
                : Optional.empty();
    }
}
