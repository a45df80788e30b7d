package dev.sojourn.command;

import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Slot;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to a command or a button: a value, put into words elsewhere. Seen by the asker alone. */
public sealed interface Reply {

    /** No: why, and what to do. Nothing was launched, nothing touched. */
    record Refused(String what, String advice) implements Reply {}

    /** Accepted; a card follows as soon as the host has been looked at. */
    record Accepted(Job job) implements Reply {}

    /** What would happen, with prices; nothing was started. */
    record Outlook(String ref, BuildPlan plan, List<String> approvalReasons) implements Reply {}

    /** Where jobs stand; empty: nothing is running or queued. */
    record Standing(List<Line> lines) implements Reply {

        /** One job with its progress, where it is building, and its place in the queue, where it waits. */
        public record Line(Job job, Optional<Progress> progress, Optional<Integer> position) {}
    }

    /** The cancel is accepted and takes effect at the next look. */
    record CancelAccepted(Job job) implements Reply {}

    record AlreadyOnTheWayHome(Job job) implements Reply {}

    record AlreadyOver(Job job) implements Reply {}

    /** The approval or denial is written down. */
    record Decided(Job job, boolean approved) implements Reply {}

    /** Somebody else was first, or time ran out. */
    record DecidedBefore(Job job) implements Reply {}

    /** The job waits for whoever is in the tree, until then at the latest. */
    record WaitAccepted(Job job, Instant until) implements Reply {}

    /** These are asked to end; the thread says what came of it. */
    record StopAccepted(Job job, List<Holder> targets) implements Reply {}

    /** Only mounts are in the way, which no signal ends. */
    record NothingToStop(Job job) implements Reply {}

    /** Whoever was meant is not in the tree any more. */
    record HeldNoMore(Job job) implements Reply {}

    /** The build folders of a volume. */
    record Slots(WorkingVolume volume, List<Slot> slots, int freeMib) implements Reply {}

    /** The end of a builder that no job owns was asked for. */
    record StrayEnded(String instance) implements Reply {}

    record Manual(Optional<String> topic) implements Reply {}
}
