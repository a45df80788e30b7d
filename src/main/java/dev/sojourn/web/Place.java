package dev.sojourn.web;

import dev.sojourn.job.VolumePlaces;
import dev.sojourn.observe.Sighting;
import java.util.Locale;
import java.util.Optional;

/** Where a volume is, for a lane: decided by what EC2 was seen to say, and by nothing else. */
enum Place {
    HOST("on its host"),
    TRANSIT("in transit"),
    BUILDER("on a builder"),
    ELSEWHERE("attached to nothing"),
    UNKNOWN("not seen yet");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** For style sheets and tests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param travelling whether a job has the volume: one that is attached to nothing is then on its way */
    static Place of(Optional<Sighting> sighting, String host, boolean travelling) {
        if (sighting.isEmpty() || sighting.get().place() instanceof VolumePlaces.Place.Unknown) {
            return UNKNOWN;
        }
        if (!(sighting.get().place() instanceof VolumePlaces.Place.Attached attached)) {
            return travelling ? TRANSIT : ELSEWHERE;
        }
        if (!attached.state().equals("attached")) {
            return TRANSIT;
        }
        return attached.machine().equals(host) ? HOST : BUILDER;
    }

    /** What EC2 says, nearly letter for letter. */
    static String detail(Optional<Sighting> sighting) {
        if (sighting.isEmpty()) {
            return "EC2 has not been asked yet";
        }
        VolumePlaces.Place place = sighting.get().place();
        if (place instanceof VolumePlaces.Place.Attached attached) {
            return attached.state() + " · " + attached.machine() + " as " + attached.device();
        }
        return place instanceof VolumePlaces.Place.Loose loose
                ? loose.state() + " · attached to nothing"
                : "EC2 knows no volume of that id";
    }
}
