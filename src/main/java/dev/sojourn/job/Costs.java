package dev.sojourn.job;

/** What builds have cost. */
public interface Costs {

    CostReport of(Span span);

    /** The jobs that ended in the span, as a table for other programs. */
    Table table(Span span);

    /** @param rows how many jobs are in it */
    record Table(String csv, int rows) {}
}
