package dev.sojourn.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much faster a build gets with more cores: Amdahl's law, with a part that no core shortens, which in LLVM is above all the
 * links at the end. {@code docs/cost.md} has the model in words.
 *
 * @param serial share of the time on one core that stays whatever the number of cores, from 0 to {@value #MOST_SERIAL}
 */
public record SpeedUp(double serial) {

    /**
     * Where nothing was measured: 64 cores are 3.3 times as fast as 16 then, not 4 times.
     */
    public static final SpeedUp ASSUMED = new SpeedUp(0.005);

    /** Beyond this, two runs differ for other reasons than their cores. */
    private static final double MOST_SERIAL = 0.2;

    private static final int RUNS_PER_SIZE = 2;
    private static final double SIZES_APART = 1.5;

    public SpeedUp {
        if (!(serial >= 0 && serial <= MOST_SERIAL)) {
            throw new IllegalArgumentException("A serial part of " + serial + " is none");
        }
    }

    /**
     * Learns from runs of one kind on machines of different sizes; {@link #ASSUMED} where they do not tell. Medians by size, so
     * that one odd run counts for nothing, and a straight line through them over the inverse of the cores.
     */
    public static SpeedUp learn(Collection<PastRun> runs) {
        Map<Integer, List<PastRun>> bySize = runs.stream()
                .filter(run -> run.vcpus() > 0)
                .collect(Collectors.groupingBy(PastRun::vcpus, TreeMap::new, Collectors.toList()));
        List<double[]> points = bySize.entrySet().stream()
                .filter(size -> size.getValue().size() >= RUNS_PER_SIZE)
                .map(size -> new double[] {1.0 / size.getKey(), median(size.getValue())})
                .toList();
        if (points.size() < 2 || points.get(0)[0] / points.get(points.size() - 1)[0] < SIZES_APART) {
            return ASSUMED;
        }
        double meanX = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
        double meanY = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
        double slope = points.stream()
                        .mapToDouble(point -> (point[0] - meanX) * (point[1] - meanY))
                        .sum()
                / points.stream()
                        .mapToDouble(point -> Math.pow(point[0] - meanX, 2))
                        .sum();
        double fixed = meanY - slope * meanX;
        if (slope <= 0) {
            return ASSUMED;
        }
        return new SpeedUp(Math.min(MOST_SERIAL, Math.max(0, fixed / (fixed + slope))));
    }

    private static double median(List<PastRun> runs) {
        List<PastRun> sorted =
                runs.stream().sorted(Comparator.comparing(PastRun::build)).toList();
        return sorted.get(sorted.size() / 2).build().toMillis();
    }

    /** How long what took so long on some cores would take on others; unchanged where one of the numbers is unknown (0). */
    public Duration onCores(Duration time, int from, int to) {
        if (from <= 0 || to <= 0) {
            return time;
        }
        return Duration.ofMillis(Math.round(time.toMillis() * share(to) / share(from)));
    }

    /** Of the time on one core. */
    private double share(int cores) {
        return serial + (1 - serial) / cores;
    }
}
