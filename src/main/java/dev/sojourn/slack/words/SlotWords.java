package dev.sojourn.slack.words;

import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;

/** The build folder that a job builds in, in words. */
public final class SlotWords {

    private SlotWords() {}

    /** For the thread. */
    public static String chosen(ChosenSlot slot, BuildPlan plan) {
        if (slot.fresh()) {
            return "Slot " + slot.number() + ", new: everything is compiled once.";
        }
        if (plan.clean()) {
            return "Slot " + slot.number() + ", emptied first: everything is compiled anew.";
        }
        return "Slot " + slot.number() + ", " + difference(slot) + ".";
    }

    /** For the card. */
    public static String field(Job job) {
        BuildPlan plan = job.request().plan();
        if (job.slot().isEmpty()) {
            return plan.slot()
                    .map(asked -> asked + ", as asked for")
                    .orElse("the one that differs least; the host is asked");
        }
        ChosenSlot slot = job.slot().get();
        String state = slot.fresh() ? "new" : plan.clean() ? "emptied first" : difference(slot);
        return slot.number() + ", " + state;
    }

    private static String difference(ChosenSlot slot) {
        return slot.filesDiffer()
                .map(files -> files == 0 ? "no file differs" : files == 1 ? "1 file differs" : many(files))
                .orElse("how much differs is not known");
    }

    private static String many(int files) {
        return Wording.count(files) + " files differ";
    }
}
