package dev.sojourn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final int SIZE = 40;

    private static final List<Point> ALL = all();

    private static final List<Point> SAMPLE = new Sample(SIZE).of(ALL);

    @Test
    void itHasTheSizeThatIsAskedForAndNoPointTwice() {
        assertThat(SAMPLE).hasSize(SIZE).doesNotHaveDuplicates().isSubsetOf(ALL);
    }

    @Test
    void everyKindOfPlaceIsInItAndEveryTroubleOfEachService() {
        assertThat(kinds(SAMPLE, point -> point.place().kind()))
                .isEqualTo(kinds(ALL, point -> point.place().kind()));
        assertThat(kinds(SAMPLE, point -> point.place().origin() + point.trouble()))
                .isEqualTo(kinds(ALL, point -> point.place().origin() + point.trouble()));
    }

    @Test
    void itIsTheSameInWhateverOrderThePointsCome() {
        List<Point> otherwise = new ArrayList<>(ALL);
        Collections.shuffle(otherwise, new Random(7));
        assertThat(new Sample(SIZE).of(otherwise)).isEqualTo(SAMPLE);
    }

    @Test
    void itIsNotMadeOfFirstOccurrencesAlone() {
        assertThat(SAMPLE)
                .filteredOn(point -> point.place().name().endsWith(" 1"))
                .hasSizeLessThan(SIZE / 2);
    }

    @Test
    void aSampleOfMoreThanThereIsIsAll() {
        assertThat(new Sample(10_000).of(ALL)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    private static Set<String> kinds(List<Point> points, Function<Point, String> kind) {
        return points.stream().map(kind).collect(Collectors.toSet());
    }

    private static List<Point> all() {
        List<Place> places = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            for (String action : List.of("RunInstances", "AttachVolume", "DetachVolume")) {
                places.add(new Place.Call("ec2", action, "", n));
            }
            for (String script : List.of("*-mount", "*-unmount", "progress-*")) {
                places.add(new Place.Call("ssm", "SendCommand", script, n));
            }
            for (String method : List.of("chat.postMessage", "chat.update", "response_url")) {
                places.add(new Place.Call("slack", method, "", n));
            }
            for (String tables : List.of("job+job_event", "accepted", "event_cursor", "scheduled_tasks")) {
                places.add(new Place.Commit(tables, n));
            }
        }
        return places.stream().flatMap(place -> Point.at(place).stream()).toList();
    }
}
