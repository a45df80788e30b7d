package dev.sojourn.faults;

import java.util.ArrayList;
import java.util.List;

/** One trouble at one place. */
record Point(Place place, Trouble trouble) {

    /** Every trouble that can happen there. */
    static List<Point> at(Place place) {
        List<Point> points = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            if (place instanceof Place.Call || trouble.kills()) {
                points.add(new Point(place, trouble));
            }
        }
        return points;
    }

    String name() {
        return place.name() + ", " + trouble;
    }

    /** Which points are much the same: a stratum of which a tenth is to have its part. */
    String kind() {
        return place.kind() + ", " + trouble;
    }
}
