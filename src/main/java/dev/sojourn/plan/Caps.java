package dev.sojourn.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

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
