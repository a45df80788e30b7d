package dev.sojourn.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A few points that stand for all: always the same ones of the same recording, and among them every trouble at each service and
 * at commits, and every kind of call and commit.
 *
 * @param size how many; more where not all kinds go into that
 */
record Sample(int size) {

    List<Point> of(List<Point> all) {
        Chosen chosen = new Chosen();
        // By a number that a name always has, so that not all first occurrences are chosen.
        List<Point> mixed = all.stream()
                .sorted(Comparator.comparing((Point point) -> point.name().hashCode())
                        .thenComparing(Point::name))
                .toList();
        List<List<Point>> strata = strata(mixed, point -> point.place().origin() + ", " + point.trouble());
        strata.forEach(chosen::addOneOf);
        strata(mixed, point -> point.place().kind()).stream()
                .filter(points -> points.stream().noneMatch(chosen.points::contains))
                .forEach(chosen::addOneOf);
        while (chosen.points.size() < Math.min(size, all.size())) {
            strata.stream().limit(size - chosen.points.size()).forEach(chosen::addOneOf);
        }
        return List.copyOf(chosen.points);
    }

    private static List<List<Point>> strata(List<Point> points, Function<Point, String> kind) {
        Map<String, List<Point>> strata = new TreeMap<>();
        points.forEach(point -> strata.computeIfAbsent(kind.apply(point), of -> new ArrayList<>())
                .add(point));
        return List.copyOf(strata.values());
    }

    private static final class Chosen {

        private final Set<Point> points = new LinkedHashSet<>();
        private final Map<String, Integer> kinds = new HashMap<>();

        /** Of a kind that has come least often so far. */
        void addOneOf(List<Point> stratum) {
            stratum.stream()
                    .filter(point -> !points.contains(point))
                    .min(Comparator.comparing(
                            point -> kinds.getOrDefault(point.place().kind(), 0)))
                    .ifPresent(point -> {
                        points.add(point);
                        kinds.merge(point.place().kind(), 1, Integer::sum);
                    });
        }
    }
}
