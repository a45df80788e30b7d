package dev.sojourn.job;

import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.List;

/** Nobody has said yes ahead. */
public final class NoGrants implements Grants {

    @Override
    public List<Grant> inForce(Instant now) {
        return List.of();
    }

    @Override
    public boolean take(long job, Usd amount, Instant now) {
        return false;
    }

    @Override
    public void giveBack(long job, Usd amount) {
        throw new AssertionError("Nothing was taken of a yes");
    }

    @Override
    public void end(long job, Instant now) {
        throw new AssertionError("There is no yes to end");
    }
}
