package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs histories, each from its own seed, and sums up. */
final class Simulator {

    private static final int AT_ONCE = 200;

    final Coverage coverage = new Coverage();
    final List<History.Result> violations = new ArrayList<>();
    long histories;
    long events;
    long faults;
    long withFault;
    long nanos;

    /** Kept, because a logger that nobody holds loses its level. */
    private static final Logger QUIET = Logger.getLogger("dev.sojourn");

    static {
        QUIET.setLevel(Level.OFF);
    }

    /** Runs so many from a first seed on, in this thread; ends early after this many violations. */
    Simulator run(long firstSeed, long count, Planted planted, int mostViolations) {
        long begun = System.nanoTime();
        runSome(firstSeed, count, planted, mostViolations);
        nanos += System.nanoTime() - begun;
        return this;
    }

    /** The same on every core: a history knows nothing of another. */
    Simulator runEverywhere(long firstSeed, long count, int mostViolations) {
        long begun = System.nanoTime();
        AtomicLong next = new AtomicLong(firstSeed);
        List<Thread> threads = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread thread = new Thread(() -> {
                long seed = next.getAndAdd(AT_ONCE);
                while (seed < firstSeed + count && isBelow(mostViolations)) {
                    Simulator part = new Simulator();
                    part.runSome(seed, Math.min(AT_ONCE, firstSeed + count - seed), Planted.NOTHING, mostViolations);
                    add(part);
                    seed = next.getAndAdd(AT_ONCE);
                }
            });
            thread.start();
            threads.add(thread);
        }
        threads.forEach(Simulator::join);
        violations.sort(Comparator.comparingLong(History.Result::seed));
        nanos += System.nanoTime() - begun;
        return this;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private synchronized boolean isBelow(int mostViolations) {
        return violations.size() < mostViolations;
    }

    private synchronized void add(Simulator part) {
        coverage.add(part.coverage);
        violations.addAll(part.violations);
        histories += part.histories;
        events += part.events;
        faults += part.faults;
        withFault += part.withFault;
    }

    private void runSome(long firstSeed, long count, Planted planted, int mostViolations) {
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
    }

    /** The same history once more, in words. */
    static History.Result replay(long seed, Planted planted) {
        return History.run(seed, planted, true, new Coverage());
    }

    String summary() {
        return "histories=%d violations=%d rate=%.0f/s"
                .formatted(histories, violations.size(), histories / (nanos / 1e9));
    }

    String averages() {
        return "%.1f events and %.1f faults a history; %.1f %% have a fault"
                .formatted((double) events / histories, (double) faults / histories, 100.0 * withFault / histories);
    }
}
