package dev.sojourn.command;

import dev.sojourn.handoff.Sweep;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.util.function.Supplier;

/** Ends builders that no job owns, at an approver's word. */
public final class StrayDesk {

    private final Supplier<Policy> policy;
    private final Sweep sweep;

    public StrayDesk(Policy policy, Sweep sweep) {
        this(() -> policy, sweep);
    }

    /** @param policy the one that is in force */
    public StrayDesk(Supplier<Policy> policy, Sweep sweep) {
        this.policy = policy;
        this.sweep = sweep;
    }

    /** Asks EC2 for the end of one; who may is checked here, at the click, and so is whether it still belongs to nobody. */
    public Reply end(Caller caller, String instance) {
        if (policy.get().mayEndStrays(caller.user()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice());
        }
        return switch (sweep.end(instance)) {
            case ASKED -> new Reply.StrayEnded(instance);
            case GONE -> new Reply.Refused("`" + instance + "` is gone already.", "There is nothing left to do.");
            case OWNED ->
                new Reply.Refused(
                        "`" + instance + "` belongs to a job, which ends it.", "`status` shows what goes on.");
            case HOLDS_A_VOLUME ->
                new Reply.Refused(
                        "`" + instance + "` holds a volume, and is not ended while it does.",
                        "Look whose it is, `aws ec2 describe-volumes --filters Name=attachment.instance-id,Values="
                                + instance + "`, and detach it first.");
            case NOT_NOW -> new Reply.Refused("EC2 did not end `" + instance + "` now.", "Press again in a minute.");
        };
    }
}
