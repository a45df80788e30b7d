package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.List;

/** Runs histories, each from its own seed, and sums up. */
final class Simulator {

    final Coverage coverage = new Coverage();
    long histories;
    long events;
    long faults;
    long withFault;
    final List<History.Result> violations = new ArrayList<>();
    private long nanos;

    static {
        java.util.logging.Logger.getLogger("dev.sojourn").setLevel(java.util.logging.Level.OFF);
    }

    /** Runs so many from a first seed on; ends early after this many violations. */
    Simulator run(long firstSeed, long count, Planted planted, int mostViolations) {
        long begun = System.nanoTime();
        for (long seed = firstSeed; seed < firstSeed + count && violations.size() < mostViolations; seed++) {
            History.Result result = History.run(seed, planted, false, coverage);
            histories++;
            events += result.events();
            faults += result.faults();
            withFault += result.faults() > 0 ? 1 : 0;
            if (result.violation().isPresent()) {
                violations.add(result);
            }
        }
        nanos += System.nanoTime() - begun;
        return this;
    }

    /** The same history once more, in words. */
    static History.Result replay(long seed, Planted planted) {
        return History.run(seed, planted, true, new Coverage());
    }

    double rate() {
        return histories / (nanos / 1e9);
    }

    String summary() {
        return "histories=%d violations=%d rate=%.0f/s".formatted(histories, violations.size(), rate());
    }

    String averages() {
        return "%.1f events and %.1f faults a history; %.1f %% have a fault"
                .formatted((double) events / histories, (double) faults / histories, 100.0 * withFault / histories);
    }

    public static void main(String[] arguments) {
        if (arguments.length > 2) {
            History.Result result = replay(Long.parseLong(arguments[2]), Planted.NOTHING);
            result.journal().forEach(System.out::println);
            result.violation().ifPresent(broken -> broken.printStackTrace(System.out));
            return;
        }
        Simulator simulator = new Simulator();
        simulator.run(Long.parseLong(arguments[1]), Long.parseLong(arguments[0]), Planted.NOTHING, Integer.MAX_VALUE);
        System.out.println(simulator.coverage.table());
        System.out.println(simulator.averages());
        simulator.violations.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        one -> one.violation()
                                .orElseThrow()
                                .getMessage()
                                .replaceAll("(vol-|i-0)[0-9a-f]+|[0-9]+|/dev/sd.", "*"),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.toList()))
                .forEach((words, list) -> System.out.println(list.size() + " x " + words + "  seeds "
                        + list.stream()
                                .limit(4)
                                .map(one -> Long.toString(one.seed()))
                                .toList()));
        System.out.println(simulator.summary());
    }
}
