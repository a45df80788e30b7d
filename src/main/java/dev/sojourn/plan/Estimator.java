package dev.sojourn.plan;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Price × expected time. With a history: the median of the last comparable runs, brought to the asked number of cores; the range
 * is its lower and upper quartile, and never narrower than the number of runs allows. Without one: the profile's stated minutes,
 * ±50 %.
 */
public final class Estimator {

    /** Boot, handoff out and home, shutdown: what a builder is paid for outside the build, before it has been measured. */
    private static final Duration AROUND_THE_BUILD = Duration.ofSeconds(90);

    private static final int RUNS_THAT_COUNT = 10;

    /** From so many runs on those of the very same targets are enough, and the others are left out. */
    private static final int ENOUGH = 3;

    private Estimator() {}

    /** Estimates a build on a rung from this volume's and profile's own past, newest first. */
    public static Estimate estimate(Profile profile, Rung rung, BuildKind kind, List<PastRun> past) {
        List<PastRun> comparable = comparable(kind, past);
        SpeedUp speedUp = SpeedUp.learn(comparable);
        List<Duration> times = comparable.stream()
                .limit(RUNS_THAT_COUNT)
                .map(run ->
                        speedUp.onCores(run.build(), run.vcpus(), rung.type().vcpus()))
                .sorted()
                .toList();
        if (times.isEmpty()) {
            Duration stated = Duration.ofMinutes(profile.firstExpectedMinutes());
            return priced(profile, rung, scaled(stated, 0.5), stated, scaled(stated, 1.5), 0);
        }
        Duration expected = times.get(times.size() / 2);
        double doubt = doubt(times.size());
        Duration low = min(times.get(times.size() / 4), scaled(expected, 1 - doubt));
        Duration high = max(times.get(times.size() * 3 / 4), scaled(expected, 1 + doubt));
        return priced(profile, rung, low, expected, high, times.size());
    }

    /**
     * Runs that say something about this one. A build that is not asked to begin from scratch may all the same, in a slot of its
     * own: only while nothing better is known does one from scratch stand for it, for it errs towards dear.
     */
    private static List<PastRun> comparable(BuildKind kind, List<PastRun> past) {
        List<PastRun> good = past.stream().filter(PastRun::succeeded).toList();
        List<PastRun> alike = only(good, run -> run.kind().fromScratch() == kind.fromScratch());
        if (alike.isEmpty()) {
            return kind.fromScratch() ? List.of() : good;
        }
        List<PastRun> same = only(alike, run -> run.kind().targets().equals(kind.targets()));
        return same.size() >= ENOUGH ? same : alike;
    }

    private static List<PastRun> only(List<PastRun> runs, Predicate<PastRun> those) {
        return runs.stream().filter(those).toList();
    }

    /** The least spread that is claimed: few runs know little. */
    private static double doubt(int runs) {
        return switch (runs) {
            case 1 -> 0.5;
            case 2 -> 0.35;
            default -> 0.2;
        };
    }

    private static Estimate priced(
            Profile profile, Rung rung, Duration low, Duration expected, Duration high, int history) {
        if (rung.hourly().isEmpty()) {
            return new Estimate(expected, high, Usd.ZERO, Usd.ZERO, history, false);
        }
        Usd hourly = rung.hourly().get().plus(profile.builder().rootDiskHourly());
        return new Estimate(
                expected,
                high,
                hourly.perHourFor(low.plus(AROUND_THE_BUILD)),
                hourly.perHourFor(high.plus(AROUND_THE_BUILD)),
                history,
                true);
    }

    private static Duration scaled(Duration time, double factor) {
        return Duration.ofMillis(Math.round(time.toMillis() * factor));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
