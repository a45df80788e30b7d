package dev.sojourn.faults;

import dev.sojourn.faults.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many points met on a few test beds at a time: a job mostly waits, so two cores bear more than two. */
final class Round {

    /** A playground that has seen so many jobs is given up for a fresh one. */
    private static final int JOBS_PER_BED = 50;

    /** A point that did not strike is tried again: which call is the n-th is a little a matter of chance. */
    private static final int TRIES = 3;

    private final Queue<Point> waiting;
    private final int points;
    private final Ledger ledger;
    private final AtomicInteger met = new AtomicInteger();

    Round(List<Point> points, Ledger ledger) {
        this.waiting = new ConcurrentLinkedQueue<>(points);
        this.points = points.size();
        this.ledger = ledger;
    }

    void run(int beds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(beds);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int n = 1; n <= beds; n++) {
                String name = "bed-" + n;
                Callable<Void> worker = () -> work(name);
                workers.add(pool.submit(worker));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException failed) {
            waiting.clear();
            throw failed;
        } finally {
            pool.shutdown();
        }
    }

    private Void work(String name) throws IOException {
        while (!waiting.isEmpty()) {
            try (TestBed bed = TestBed.open(name)) {
                for (int jobs = 0; jobs < JOBS_PER_BED; jobs++) {
                    Point point = waiting.poll();
                    if (point == null || !isClean(meet(bed, point))) {
                        break;
                    }
                }
            }
        }
        return null;
    }

    private Finding meet(TestBed bed, Point point) throws IOException {
        Finding finding = attempt(bed, point);
        for (int tries = 1; tries < TRIES && finding.verdict() == Verdict.MISSED; tries++) {
            finding = attempt(bed, point);
        }
        ledger.note(point, finding);
        System.out.printf(
                "%d of %d: %s: %s, %.1f s%n",
                met.incrementAndGet(), points, point.name(), finding.verdict(), finding.seconds());
        return finding;
    }

    /** A bot that cannot be started again after the kill, too, is a finding and no end of the round. */
    private static Finding attempt(TestBed bed, Point point) {
        try {
            return bed.meet(point);
        } catch (RuntimeException | AssertionError failed) {
            failed.printStackTrace();
            return new Finding(Verdict.LOST, 0, failed.toString());
        }
    }

    /** After anything else the next job would not begin as all others do. */
    private static boolean isClean(Finding finding) {
        return finding.verdict() == Verdict.HOME || finding.verdict() == Verdict.MISSED;
    }
}
