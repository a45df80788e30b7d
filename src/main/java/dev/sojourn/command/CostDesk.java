package dev.sojourn.command;

import dev.sojourn.job.Costs;
import dev.sojourn.job.Span;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.time.InstantSource;
import java.util.Locale;

/** Tells what builds have cost, to those who may see it. */
final class CostDesk {

    private final Policy policy;
    private final Costs costs;
    private final InstantSource clock;

    CostDesk(Policy policy, Costs costs, InstantSource clock) {
        this.policy = policy;
        this.costs = costs;
        this.clock = clock;
    }

    Reply tell(Caller caller, Command.Cost wanted) {
        if (policy.maySeeCosts(caller.user(), caller.channel()) instanceof Verdict.Refused refused) {
            return new Reply.Refused(refused.what(), refused.advice());
        }
        if (!wanted.asFile()) {
            return new Reply.Spent(costs.of(wanted.span()));
        }
        Costs.Table table = costs.table(wanted.span());
        return new Reply.CostFile(name(wanted.span()), table.csv(), table.rows());
    }

    private String name(Span span) {
        return "sojourn-cost-" + span.name().toLowerCase(Locale.ROOT) + "-"
                + clock.instant().toString().substring(0, 10) + ".csv";
    }
}
