package dev.sojourn.doctor;

import java.time.Instant;
import java.util.List;

/** What all checks found, in their order. */
public record Report(Instant at, List<Line> lines) {

    public Report {
        lines = List.copyOf(lines);
    }

    public long wrong() {
        return count(Finding.Wrong.class);
    }

    public long unchecked() {
        return count(Finding.Unchecked.class);
    }

    public long fine() {
        return count(Finding.Fine.class);
    }

    private long count(Class<? extends Finding> kind) {
        return lines.stream().filter(line -> kind.isInstance(line.finding())).count();
    }

    /** The sum of it. */
    public String summary() {
        return fine() + " ok, " + unchecked() + " cannot be checked, " + wrong() + " wrong";
    }
}
