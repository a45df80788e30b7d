package dev.sojourn.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fixed share of all points, such as {@code 1/10}: dealt out kind by kind, and in each part every kind of place and every
 * kind of trouble, by one point more where it has none yet.
 */
record Part(int number, int of) {

    Part {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("a part is such as 1/10, not " + number + "/" + of);
        }
    }

    static Part parse(String text) {
        String[] words = text.split("/", -1);
        return new Part(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    List<Point> of(List<Point> all) {
        List<Point> sorted = all.stream()
                .sorted(Comparator.comparing(Point::kind).thenComparing(Point::name))
                .toList();
        Set<Point> chosen = new LinkedHashSet<>();
        for (int n = number - 1; n < sorted.size(); n += of) {
            chosen.add(sorted.get(n));
        }
        complete(chosen, sorted, point -> point.place().kind());
        complete(chosen, sorted, point -> point.trouble().name());
        return List.copyOf(chosen);
    }

    private void complete(Set<Point> chosen, List<Point> all, Function<Point, String> kind) {
        Set<String> there = chosen.stream().map(kind).collect(Collectors.toSet());
        for (String wanted : new LinkedHashSet<>(all.stream().map(kind).toList())) {
            if (!there.contains(wanted)) {
                List<Point> choice = new ArrayList<>(all.stream()
                        .filter(point -> kind.apply(point).equals(wanted))
                        .toList());
                chosen.add(choice.get((number - 1) % choice.size()));
            }
        }
    }
}
