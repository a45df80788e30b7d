package dev.sojourn.faults;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class FaultPointsIT {

    @Test
    void explore() throws Exception {
        try (TestBed bed = TestBed.open("explore")) {
            for (int n = 0; n < 2; n++) {
                long at = System.nanoTime();
                List<Place> places = bed.record();
                System.out.println((System.nanoTime() - at) / 1e9 + " s");
                places.forEach(place -> System.out.println(n(place)));
            }
        }
    }

    private static String n(Place place) {
        return "  " + place.name();
    }
}
