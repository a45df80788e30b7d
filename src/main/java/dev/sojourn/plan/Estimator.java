package dev.sojourn.plan;

import java.time.Duration;
import java.util.List;

/**
 * Price × expected time. With a history: the median of the last runs, brought to the asked number of cores; the range is
 * its lower and upper quartile, at least ±20 %. Without one: the profile's stated minutes, ±50 %.
 */
public final class Estimator {

    /** Boot, handoff out and home, shutdown: what a builder is paid for outside the build, before it has been measured. */
    private static final Duration AROUND_THE_BUILD = Duration.ofSeconds(90);

    private static final int RUNS_THAT_COUNT = 10;

    private Estimator() {}

    /** Estimates a build on a rung from this volume's and profile's own past, newest first. */
    public static Estimate estimate(Profile profile, Rung rung, List<PastRun> past) {
        List<Duration> times = past.stream()
                .filter(PastRun::succeeded)
                .limit(RUNS_THAT_COUNT)
                .map(run -> onCores(run, rung.type().vcpus()))
                .sorted()
                .toList();
        Duration expected;
        Duration low;
        Duration high;
        if (times.isEmpty()) {
            expected = Duration.ofMinutes(profile.firstExpectedMinutes());
            low = scaled(expected, 0.5);
            high = scaled(expected, 1.5);
        } else {
            expected = times.get(times.size() / 2);
            low = min(times.get(times.size() / 4), scaled(expected, 0.8));
            high = max(times.get(times.size() * 3 / 4), scaled(expected, 1.2));
        }
        if (rung.hourly().isEmpty()) {
            return new Estimate(expected, high, Usd.ZERO, Usd.ZERO, times.size(), false);
        }
        Usd hourly = rung.hourly().get().plus(profile.builder().rootDiskHourly());
        return new Estimate(
                expected,
                high,
                hourly.perHourFor(low.plus(AROUND_THE_BUILD)),
                hourly.perHourFor(high.plus(AROUND_THE_BUILD)),
                times.size(),
                true);
    }

    /** Perfect scaling is a guess that errs towards "faster"; the range and the cap are there for the rest. */
    private static Duration onCores(PastRun run, int vcpus) {
        if (run.vcpus() <= 0 || vcpus <= 0) {
            return run.build();
        }
        return scaled(run.build(), (double) run.vcpus() / vcpus);
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
