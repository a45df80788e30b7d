package dev.sojourn.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sojourn.plan.Quota;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that has happened to a job. Written in the transaction that made it so; never changed afterwards. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "fact")
public sealed interface Fact {

    /**
     * Accepted. Nothing is posted for it: it may still be refused quietly at preflight.
     *
     * @param again the job that is asked for once more
     */
    record Submitted(String by, String ref, Optional<Long> again) implements Fact {

        @JsonCreator
        public Submitted {}

        public Submitted(String by, String ref) {
            this(by, ref, Optional.empty());
        }
    }

    /** Another job has the volume; this one waits. */
    record Queued(int position, long behind) implements Fact {}

    /** The host is fit and the ref resolved: from here on the job builds exactly this commit. */
    record CommitPinned(Commit commit, long freeMib) implements Fact {}

    /** The build folder that the commit is built in. */
    record SlotChosen(ChosenSlot slot) implements Fact {}

    /** Something that does not stop the build but that somebody would want to know. */
    record Warned(String words) implements Fact {}

    /** Cannot be done as asked; nothing was touched. */
    record Refused(String reason, String advice) implements Fact {}

    record ApprovalAsked(List<String> reasons, Instant expires) implements Fact {}

    /**
     * Somebody said yes.
     *
     * @param carriedOver they had said it before, not to this very job
     * @param ahead the job at whose request they said it for all of the kind; empty: for the same plan and commit
     * @param from the channel where it was said; empty: unknown, or not to this very job
     */
    record Approved(String by, boolean carriedOver, Optional<Long> ahead, Optional<String> from) implements Fact {

        @JsonCreator
        public Approved {}

        public Approved(String by, boolean carriedOver) {
            this(by, carriedOver, Optional.empty());
        }

        public Approved(String by, boolean carriedOver, Optional<Long> ahead) {
            this(by, carriedOver, ahead, Optional.empty());
        }
    }

    /** With the yes to this job, one to builds of the kind until then, up to an amount for all of them together. */
    record ApprovedAhead(String by, List<String> types, Usd limit, Instant until) implements Fact {}

    /** Somebody chose the smaller plan, which needs nobody's yes. */
    record Lowered(String by, Rung first) implements Fact {}

    record Denied(String by, String reason, Optional<String> from) implements Fact {

        @JsonCreator
        public Denied {}

        public Denied(String by, String reason) {
            this(by, reason, Optional.empty());
        }
    }

    /** Somebody who may say yes or no left it to another one who may. */
    record Delegated(String by, String to) implements Fact {}

    record ApprovalExpired() implements Fact {}

    record CancelAsked(String by, Optional<String> from) implements Fact {

        @JsonCreator
        public CancelAsked {}

        public CancelAsked(String by) {
            this(by, Optional.empty());
        }
    }

    record StepStarted(Step step) implements Fact {}

    /** A step's aim was seen to be met. */
    record StepDone(Step step, Duration took) implements Fact {}

    /** The cloud was asked for this rung. */
    record BuilderAsked(int attempt, Rung rung) implements Fact {}

    record BuilderRunning(int attempt, String instance, Rung rung, Duration took) implements Fact {}

    /**
     * The cloud launches none of this rung now.
     *
     * @param quota the account's quota that is reached; empty: it is for another reason
     */
    record RungRefused(int attempt, Rung rung, String code, String message, Optional<Quota> quota) implements Fact {

        @JsonCreator
        public RungRefused {}

        public RungRefused(int attempt, Rung rung, String code, String message) {
            this(attempt, rung, code, message, Optional.empty());
        }
    }

    /** Every rung was refused; tried again at the given time, at most until the limit. */
    record NoCapacity(Instant nextTry, Instant limit) implements Fact {}

    /** Somebody had the ladder tried again at once, in place of waiting. */
    record TriedNow(String by) implements Fact {}

    /** Somebody gave up waiting for spot: on demand from now on. Whether a second person has to agree is told by itself. */
    record TookOnDemand(String by, Rung first, Usd cap) implements Fact {}

    /** Spot builders are taken back too often: this job's are bought on demand meanwhile. */
    record SpotLeftAlone(SpotBreaker.Open why) implements Fact {}

    /**
     * EC2 has given notice that it takes the builder back within two minutes.
     *
     * @param sign EC2's word for it
     */
    record ReclaimNoticed(int attempt, String instance, String sign) implements Fact {}

    /**
     * The volume is free of a builder that was taken back, for the next one.
     *
     * @param clean it was unmounted in time; else its filesystem is checked before it is mounted again
     * @param took since the notice
     */
    record VolumeSaved(int attempt, boolean clean, Duration took) implements Fact {}

    /** Somebody holds the mount: the volume stays until they have left. */
    record Held(List<Holder> holders, int count) implements Fact {}

    /** Somebody who was asked to leave wants time until then. */
    record HeldLonger(String by, Instant until) implements Fact {}

    /**
     * Processes were asked to end.
     *
     * @param by Slack user; empty: by the configuration's word
     * @param left how many of them go on all the same
     */
    record HoldersStopped(Optional<String> by, List<Holder> targets, int left) implements Fact {}

    /** Nobody holds the mount any more. */
    record HeldNoMore() implements Fact {}

    record BuildStarted(int attempt, String log) implements Fact {}

    record BuildEnded(BuildResult result) implements Fact {}

    /** The builder ended by itself or was taken back; its files are on the volume. */
    record BuilderLost(int attempt, String why) implements Fact {}

    record TurnedHome(Homeward why) implements Fact {}

    /**
     * The volume is on its host.
     *
     * @param mounted false: the host is stopped, and mounts it when it starts
     */
    record VolumeHome(boolean mounted) implements Fact {}

    record BuilderGone(int attempt, String instance, Duration lived, Usd cost) implements Fact {}

    record AttentionNeeded(String problem, String advice) implements Fact {}

    /**
     * The person who was called is needed as before.
     *
     * @param since when they were called
     * @param next when they are reminded again
     */
    record AttentionReminder(String problem, Instant since, Instant next) implements Fact {}

    /** @param by who said that it is; empty: it was seen */
    record AttentionOver(Optional<String> by) implements Fact {

        @JsonCreator
        public AttentionOver {}

        public AttentionOver() {
            this(Optional.empty());
        }
    }

    /** Somebody named the machine that the volume is brought to, because its host is terminated. */
    record HostChosen(String by, String host) implements Fact {}

    /** The end; it is never taken back. */
    record Ended(JobState outcome, Usd cost, Duration took, Optional<BuildResult> build, Optional<Homeward> why)
            implements Fact {}
}
