package dev.sojourn.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has every check look, all at once, and waits for none of them for ever. */
public final class Doctor {

    private static final int AT_ONCE = 8;

    private final Map<String, Check> checks;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param checks by the area that stands in front of a check that came to nothing
     * @param patience with all of them together
     */
    public Doctor(Map<String, Check> checks, Duration patience, Clock clock) {
        this.checks = new LinkedHashMap<>(checks);
        this.patience = patience;
        this.clock = clock;
    }

    public Report examine() {
        ExecutorService looking = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<String, Future<List<Line>>> begun = new LinkedHashMap<>();
            checks.forEach((area, check) -> begun.put(area, looking.submit(check::look)));
            long end = System.nanoTime() + patience.toNanos();
            List<Line> lines = new ArrayList<>();
            begun.forEach((area, answer) -> lines.addAll(lines(area, answer, end - System.nanoTime())));
            return new Report(clock.instant(), lines);
        } finally {
            looking.shutdownNow();
        }
    }

    private List<Line> lines(String area, Future<List<Line>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return unchecked(area, "no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException broken) {
            return unchecked(area, "the check itself failed: " + broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unchecked(area, "it was broken off");
        }
    }

    private static List<Line> unchecked(String area, String why) {
        return new Lines(area).unchecked("everything", why).all();
    }
}
