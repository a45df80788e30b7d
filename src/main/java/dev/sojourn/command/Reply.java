package dev.sojourn.command;

import dev.sojourn.doctor.Report;
import dev.sojourn.job.CostReport;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Progress;
import dev.sojourn.job.QuietHours;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.Breach;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Slot;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WhatIf;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to a command or a button: a value, put into words elsewhere. Seen by the asker alone. */
public sealed interface Reply {

    /**
     * No: why, and what to do. Nothing was launched, nothing touched.
     *
     * @param about the field of a form that the complaint belongs to; empty: the whole
     */
    record Refused(String what, String advice, Optional<Field> about) implements Reply {

        public Refused(String what, String advice) {
            this(what, advice, Optional.empty());
        }

        Refused about(Field field) {
            return new Refused(what, advice, Optional.of(field));
        }
    }

    /** No: it would break a cap that nobody in Slack may agree to break. Nothing was launched, nothing touched. */
    record OverCap(Breach breach) implements Reply {}

    /** The yes is not taken yet: since it was asked for, the build would break soft caps, too. Another yes is one to all of them. */
    record AskedAnew(Job job, List<String> reasons) implements Reply {}

    /** A question that cannot be answered: why, and what to do. */
    record Unanswered(String what, String advice) implements Reply {}

    /** Accepted; a card follows as soon as the host has been looked at. */
    record Accepted(Job job) implements Reply {}

    /**
     * What would happen, with prices; nothing was started.
     *
     * @param choices the types side by side; empty where EC2 did not tell
     */
    record Outlook(String ref, BuildPlan plan, List<String> approvalReasons, List<WhatIf> choices) implements Reply {}

    /**
     * Where jobs stand.
     *
     * @param lines empty: nothing is running or queued
     * @param spotLeftAlone whether builders are bought on demand for now, because too many were taken back
     */
    record Standing(List<Line> lines, Optional<SpotBreaker.Open> spotLeftAlone) implements Reply {

        public Standing(List<Line> lines) {
            this(lines, Optional.empty());
        }

        /** One job with its progress, where it is building, and its place in the queue, where it waits. */
        public record Line(Job job, Optional<Progress> progress, Optional<Integer> position) {}
    }

    /** Who has each volume and who waits for it. */
    record Queues(List<Waiting> volumes) implements Reply {

        /**
         * One volume's queue.
         *
         * @param present the job that has the volume's turn
         * @param waiting in their order
         * @param unapproved those that wait for a second person, and hold no place
         */
        public record Waiting(
                WorkingVolume volume,
                Optional<Standing.Line> present,
                List<Standing.Line> waiting,
                List<Standing.Line> unapproved) {}
    }

    /**
     * Jobs that are over, newest first.
     *
     * @param more whether there are older ones
     */
    record Past(List<Job> jobs, boolean more) implements Reply {}

    /** Where each volume is. */
    record Places(List<Spot> volumes) implements Reply {

        /** One volume, where the cloud says that it is, and the job that has its turn. */
        public record Spot(WorkingVolume volume, VolumePlaces.Place place, Optional<Standing.Line> job) {}
    }

    /** The end of a job's log, and where the whole of it is. */
    record LogEnd(Job job, String path, LogEnds.End end) implements Reply {}

    /** The asker is told how the job ends; they may have asked for that before. */
    record Watching(Job job, boolean already) implements Reply {}

    record NotWatching(Job job, boolean watchedBefore) implements Reply {}

    /**
     * When the asker is not called.
     *
     * @param hours empty: always called
     * @param now whether it is so now
     */
    record QuietKept(Optional<QuietHours> hours, boolean now) implements Reply {}

    /** The kinds of builds, and the volumes that they may be built on. */
    record Profiles(List<Profile> profiles, List<WorkingVolume> volumes) implements Reply {}

    /** What people did, as a file for the asker alone. */
    record AuditFile(String name, AuditExport.Export export) implements Reply {}

    /** What builds cost. */
    record Spent(CostReport report) implements Reply {}

    /** What each job cost, as a file for the asker alone. */
    record CostFile(String name, String csv, int rows) implements Reply {}

    /** It cannot be asked for again while it goes on. */
    record StillRunning(Standing.Line line) implements Reply {}

    /** The cancel is accepted and takes effect at the next look. */
    record CancelAccepted(Job job) implements Reply {}

    record AlreadyOnTheWayHome(Job job) implements Reply {}

    record AlreadyOver(Job job) implements Reply {}

    /** The approval or denial is written down. */
    record Decided(Job job, boolean approved) implements Reply {}

    /** With the yes to this job, one to builds like it. */
    record DecidedAhead(Job job, Usd limit, Instant until) implements Reply {}

    /** No more builds rest on the yes that was given at this job's request. */
    record AheadEnded(long job) implements Reply {}

    /** Somebody else is asked for the yes or no. */
    record Delegated(Job job, String to) implements Reply {}

    /** The job goes on by the smaller plan. */
    record Lowered(Job job) implements Reply {}

    /** The whole ladder is tried at once. */
    record TryingNow(Job job) implements Reply {}

    /**
     * The job's builder is bought on demand from now on.
     *
     * @param asks whether a second person has to agree first
     */
    record OnDemand(Job job, boolean asks) implements Reply {}

    /** The job waits for no builder now: one is being asked for, or it is further already. */
    record WaitsNoMore(Job job) implements Reply {}

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

    /** What the doctor found. */
    record Diagnosis(Report report) implements Reply {}

    /** The end of a builder that no job owns was asked for. */
    record StrayEnded(String instance) implements Reply {}

    record Manual(Optional<String> topic) implements Reply {}
}
