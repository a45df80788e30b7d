package dev.sojourn.job;

import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;

/** Asks the cloud where volumes are, now. */
public interface VolumePlaces {

    /** The place of each volume, by its id. */
    Map<String, Place> of(List<WorkingVolume> volumes);

    /** Where a volume is, as the cloud says. */
    sealed interface Place {

        /** @param state attaching, attached, detaching or busy */
        record Attached(String machine, String device, String state) implements Place {}

        /** Attached to nothing. */
        record Loose(String state) implements Place {}

        /** The cloud knows no such volume. */
        record Unknown() implements Place {}

        /** The cloud did not answer. */
        record Untold(String why) implements Place {}
    }
}
