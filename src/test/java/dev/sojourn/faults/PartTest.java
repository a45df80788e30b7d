package dev.sojourn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

    private static final int TENTHS = 10;

    private static final List<Point> ALL = all();

    @Test
    void theTenthsTogetherAreAllPoints() {
        assertThat(IntStream.rangeClosed(1, TENTHS).boxed().flatMap(n -> tenth(n).stream()))
                .containsAll(ALL);
    }

    @Test
    void everyTenthHasEveryKindOfPlaceAndEveryTrouble() {
        for (int n = 1; n <= TENTHS; n++) {
            assertThat(kinds(tenth(n), point -> point.place().kind()))
                    .isEqualTo(kinds(ALL, point -> point.place().kind()));
            assertThat(kinds(tenth(n), point -> point.trouble().name()))
                    .isEqualTo(kinds(ALL, point -> point.trouble().name()));
        }
    }

    @Test
    void aTenthIsAlwaysTheSameAndNotMuchMoreThanATenth() {
        assertThat(tenth(1)).isEqualTo(tenth(1)).hasSizeBetween(ALL.size() / TENTHS, ALL.size() / TENTHS + 5);
    }

    private static List<Point> tenth(int n) {
        return new Part(n, TENTHS).of(ALL);
    }

    private static Set<String> kinds(List<Point> points, Function<Point, String> kind) {
        return points.stream().map(kind).collect(Collectors.toSet());
    }

    private static List<Point> all() {
        List<Place> places = new ArrayList<>();
        places.add(new Place.Call("ec2", "RunInstances", "", 1));
        for (int n = 1; n <= 20; n++) {
            places.add(new Place.Call("slack", "chat.postMessage", "", n));
            places.add(new Place.Commit("job+job_event", n));
        }
        return places.stream().flatMap(place -> Point.at(place).stream()).toList();
    }
}
