package dev.sojourn.job;

import dev.sojourn.plan.Slot;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;

/** Asks a host which slots are on a volume, now. */
public interface SlotList {

    Listing of(WorkingVolume volume);

    /** The slots, or why they cannot be told. */
    sealed interface Listing {

        record Told(List<Slot> slots, int freeMib) implements Listing {}

        record Untold(String why) implements Listing {}
    }
}
