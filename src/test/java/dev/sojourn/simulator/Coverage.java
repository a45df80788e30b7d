package dev.sojourn.simulator;

import dev.sojourn.job.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** How often each fault struck while a job stood in each step. */
final class Coverage {

    private static final int NOBODY = Step.values().length;

    private final long[][] hits = new long[Fault.values().length][NOBODY + 1];

    void struck(Fault fault, int step) {
        hits[fault.ordinal()][step < 0 ? NOBODY : step]++;
    }

    void add(Coverage other) {
        for (int fault = 0; fault < hits.length; fault++) {
            for (int step = 0; step < hits[fault].length; step++) {
                hits[fault][step] += other.hits[fault][step];
            }
        }
    }

    /** For a run that goes on another time. */
    void keep(Properties kept) {
        for (Fault fault : Fault.values()) {
            kept.setProperty("struck." + fault, Arrays.toString(hits[fault.ordinal()]));
        }
    }

    void restore(Properties kept) {
        for (Fault fault : Fault.values()) {
            String[] cells = kept.getProperty("struck." + fault)
                    .replaceAll("[\\[\\] ]", "")
                    .split(",");
            for (int step = 0; step < cells.length; step++) {
                hits[fault.ordinal()][step] = Long.parseLong(cells[step]);
            }
        }
    }

    List<Fault> neverStruck() {
        return Arrays.stream(Fault.values()).filter(fault -> of(fault) == 0).toList();
    }

    long of(Fault fault) {
        return Arrays.stream(hits[fault.ordinal()]).sum();
    }

    /** One line a fault, one column a step, in the order of the way; the last column: no job had the volume. */
    String table() {
        StringBuilder text = new StringBuilder("%-27s".formatted("fault \\ step"));
        for (Step step : Step.values()) {
            text.append("%9s".formatted(short_(step)));
        }
        text.append("%9s%n".formatted("(none)"));
        for (Fault fault : Fault.values()) {
            text.append("%-27s".formatted(fault.name().toLowerCase(java.util.Locale.ROOT)));
            for (long hit : hits[fault.ordinal()]) {
                text.append("%9s".formatted(hit == 0 ? "." : Long.toString(hit)));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** For example {@code UN_FR_HO}. */
    private static String short_(Step step) {
        return Arrays.stream(step.name().split("_"))
                .map(word -> word.substring(0, Math.min(2, word.length())))
                .collect(Collectors.joining("_"));
    }
}
