package dev.sojourn.job;

import java.util.Optional;

/**
 * Why a job turned home.
 *
 * @param by Slack user, for a cancel
 * @param words what happened and what to do next, for people
 * @param remedy a build that would fare better, where there is one
 */
public record Homeward(Reason reason, Optional<String> by, String words, Optional<Remedy> remedy) {

    public Homeward(Reason reason, Optional<String> by, String words) {
        this(reason, by, words, Optional.empty());
    }

    /** The causes; each decides what the job ends as. */
    public enum Reason {
        /** The build ended by itself, passed or not. */
        BUILD_ENDED,
        CANCELLED,
        /** No rung of the ladder had capacity within the limit, or the account's quota is reached. */
        NO_BUILDER,
        /** A step could not be done. */
        STEP_FAILED,
        /** The builder was lost and may not be replaced any more. */
        BUILDER_LOST,
        /** EC2 takes the builder back: another one goes on. */
        RECLAIMED,
        /** There is no builder to go on in place of one that was lost: wait for one at home. */
        NO_SUCCESSOR,
        /** The cap is reached; the reserve for the way home is kept. */
        CAP_REACHED,
        /** Somebody holds the volume: wait at home until it is free. */
        HELD;

        /** Whether the job may go out once more when the volume is home. */
        public boolean mayGoOutAgain() {
            return this == HELD || this == BUILDER_LOST || this == RECLAIMED || this == NO_SUCCESSOR;
        }
    }
}
