package dev.sojourn.command;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.SlotList;
import dev.sojourn.plan.WorkingVolume;
import java.util.Optional;

/** Answers which build folders a volume has. */
final class SlotsDesk {

    private final Planning planning;
    private final SlotList slots;
    private final JobStore store;

    SlotsDesk(Planning planning, SlotList slots, JobStore store) {
        this.planning = planning;
        this.slots = slots;
        this.store = store;
    }

    Reply list(Caller caller, Optional<String> name) {
        Optional<WorkingVolume> volume = planning.volume(caller, name);
        if (volume.isEmpty()) {
            return planning.whichVolume(name).why();
        }
        Optional<Job> away = store.unfinished().stream()
                .filter(job -> job.volume().equals(volume.get().id()))
                .filter(job -> job.state() == JobState.OUTBOUND
                        || job.state() == JobState.HOMEBOUND
                        || job.state() == JobState.NEEDS_ATTENTION)
                .findFirst();
        SlotList.Listing listing = slots.of(volume.get());
        if (listing instanceof SlotList.Listing.Told told) {
            return new Reply.Slots(volume.get(), told.slots(), told.freeMib());
        }
        String why = ((SlotList.Listing.Untold) listing).why();
        return new Reply.Refused(
                "The slots of `" + volume.get().name() + "` cannot be listed now: " + why + ".",
                away.map(job -> "Job " + job.label() + " has the volume; ask again once it is home.")
                        .orElse("Ask again in a minute."));
    }
}
