package dev.sojourn.job;

import static dev.sojourn.job.JobState.AWAITING_APPROVAL;
import static dev.sojourn.job.JobState.CANCELLED;
import static dev.sojourn.job.JobState.FAILED;
import static dev.sojourn.job.JobState.HOMEBOUND;
import static dev.sojourn.job.JobState.NEEDS_ATTENTION;
import static dev.sojourn.job.JobState.OUTBOUND;
import static dev.sojourn.job.JobState.QUEUED;
import static dev.sojourn.job.JobState.SUCCEEDED;

import java.util.EnumSet;
import java.util.Set;

/** Every legal move of a job. What is not in this table does not happen. */
public enum Move {
    START("its turn on the volume has come", OUTBOUND, QUEUED),
    ASK_APPROVAL("the commit is pinned and the plan needs a second person", AWAITING_APPROVAL, OUTBOUND),
    APPROVE("an approver said yes", QUEUED, AWAITING_APPROVAL),
    LOWER("somebody chose a machine that needs no second person", QUEUED, AWAITING_APPROVAL),
    DENY("an approver said no", CANCELLED, AWAITING_APPROVAL),
    EXPIRE("nobody answered in time", CANCELLED, AWAITING_APPROVAL),
    WITHDRAW("cancelled before anything was touched", CANCELLED, QUEUED, AWAITING_APPROVAL, OUTBOUND),
    REFUSE("cannot be done, and nothing was touched", FAILED, QUEUED, OUTBOUND),
    TURN_HOME("the build ended, was cancelled, or cannot go on", HOMEBOUND, OUTBOUND),
    GO_OUT_AGAIN(
            "the volume was held or the builder lost: the job goes on once the volume is free of both",
            OUTBOUND,
            HOMEBOUND),
    SUCCEED("the volume is home and the build passed", SUCCEEDED, HOMEBOUND),
    FAIL("the volume is home and the build did not pass", FAILED, HOMEBOUND),
    CANCEL("the volume is home and the job was cancelled", CANCELLED, HOMEBOUND),
    CALL_FOR_HELP("the way home is blocked and a person must look", NEEDS_ATTENTION, OUTBOUND, HOMEBOUND),
    RESUME_HOME("the cause is gone, or a person said go on", HOMEBOUND, NEEDS_ATTENTION);

    private final String when;
    private final JobState to;
    private final Set<JobState> from;

    Move(String when, JobState to, JobState first, JobState... others) {
        this.when = when;
        this.to = to;
        this.from = EnumSet.of(first, others);
    }

    /** The condition, for people. */
    public String when() {
        return when;
    }

    public JobState to() {
        return to;
    }

    public Set<JobState> from() {
        return Set.copyOf(from);
    }

    public boolean isLegalFrom(JobState state) {
        return from.contains(state);
    }

    /**
     * The state after this move.
     *
     * @throws IllegalStateException where the table has no such move: a defect, never an answer
     */
    public JobState apply(JobState state) {
        if (!isLegalFrom(state)) {
            throw new IllegalStateException("No move " + this + " from " + state + "; it starts from " + from);
        }
        return to;
    }
}
