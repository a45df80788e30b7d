package dev.sojourn.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All caps of an installation.
 *
 * @param zone where a day and a month begin
 * @param caps at most one of a kind
 */
public record Caps(ZoneId zone, List<Cap> caps) {

    public static final Caps NONE = new Caps(ZoneOffset.UTC, List.of());

    public Caps {
        caps = List.copyOf(caps);
    }

    public Cap of(Cap.Kind kind) {
        return caps.stream().filter(cap -> cap.kind() == kind).findFirst().orElseGet(() -> Cap.none(kind));
    }

    /** The caps that somebody's builds count against, and how far they are used up. Those of single jobs are not among them. */
    public List<Budget> budgets(String user, String channel, Expenses expenses, Instant now) {
        return caps.stream()
                .filter(Cap::limits)
                .filter(cap -> cap.kind().period().isPresent())
                .map(cap -> budget(cap, cap.kind().of(user, channel), expenses, now))
                .toList();
    }

    /**
     * What a job under way may cost before a hard cap of a day or month is reached. What was promised to it when it was accepted
     * stays its own; beyond that it has what is neither spent nor promised to others.
     *
     * @param promised to this job
     * @param counts what it counts for now
     * @return empty: no such cap is set
     */
    public Optional<Allowance> allowance(
            String user, String channel, Usd promised, Usd counts, Expenses expenses, Instant now) {
        return budgets(user, channel, expenses, now).stream()
                .flatMap(budget -> budget.left().stream().map(left -> {
                    Usd room = left.plus(counts);
                    return new Allowance(room.isMoreThan(promised) ? room : promised, budget);
                }))
                .min(Comparator.comparing(Allowance::most));
    }

    /** What everybody's builds have cost this month, whether there is a cap or not. */
    public Budget month(Expenses expenses, Instant now) {
        return budget(of(Cap.Kind.MONTH), Whose.EVERYBODY, expenses, now);
    }

    /** A cap with what counts against it. */
    public Budget budget(Cap cap, Whose whose, Expenses expenses, Instant now) {
        return new Budget(
                cap,
                whose,
                cap.kind()
                        .period()
                        .map(period -> expenses.since(period.begin(now, zone), whose))
                        .orElse(Spending.NONE),
                cap.kind().period().map(period -> period.begin(now, zone)),
                cap.kind().period().map(period -> period.end(now, zone)));
    }
}
