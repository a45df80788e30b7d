package dev.sojourn.handoff;

import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Step;
import java.time.Instant;

/** Defects in the decision that a simulator must find out. Each is one that somebody could make. */
public enum WrongDecision {
    TERMINATES_BEFORE_THE_UNMOUNT(WrongSteps::terminateFirst),
    TERMINATES_THE_HOST(WrongSteps::terminateTheHost),
    BELIEVES_THAT_THE_HOST_HAS_UNMOUNTED(
            (right, job, seen, now) -> WrongSteps.doneOnceAsked(right, job, seen, now, Step.UNMOUNT_FROM_HOST)),
    BELIEVES_THAT_THE_BUILDER_HAS_UNMOUNTED(
            (right, job, seen, now) -> WrongSteps.doneOnceAsked(right, job, seen, now, Step.UNMOUNT_FROM_BUILDER)),
    SKIPS_THE_UNMOUNT_OF_THE_BUILDER(
            (right, job, seen, now) -> WrongSteps.doneAtOnce(right, job, seen, now, Step.UNMOUNT_FROM_BUILDER)),
    SAYS_HOME_WHEN_IT_IS_ATTACHED(
            (right, job, seen, now) -> WrongSteps.doneAtOnce(right, job, seen, now, Step.MOUNT_ON_HOST)),
    ENDS_WITHOUT_A_LOOK_FOR_BUILDERS(WrongSteps::endAtConfirm),
    ALWAYS_SUCCEEDS(WrongSteps::succeedAlways),
    CANCEL_STOPS_THE_WAY_HOME(WrongSteps::cancelStopsTheWayHome),
    CANCEL_ENDS_THE_JOB_AT_ONCE(WrongSteps::cancelEnds),
    ASKS_NO_APPROVAL(WrongSteps::noApproval),
    A_BUILD_THAT_RUNS_HAS_PASSED(WrongSteps::passedAtOnce),
    LAUNCHES_A_SECOND_ONE_WHILE_THE_FIRST_IS_PENDING(WrongSteps::secondLaunch),
    A_SILENT_BUILDER_IS_A_LOST_ONE(WrongSteps::lostAtFirstSilence),
    ATTENTION_IS_FOR_EVER(WrongSteps::neverResumes),
    THE_CAP_IS_ONLY_A_WORD(WrongSteps::capIgnored),
    THE_CAP_IS_SEEN_WHEN_IT_IS_LONG_PASSED(WrongSteps::capSeenLate),
    THE_MONEY_OF_A_DAY_IS_NO_LIMIT(WrongSteps::dayIgnored),
    GOES_UP_THE_LADDER_WHATEVER_THE_QUOTA(WrongClimbs::quotaIgnored),
    THE_NEXT_BUILDER_BEFORE_THE_ONE_TAKEN_BACK_ENDS(WrongClimbs::nextTooSoon),
    A_NEW_TOKEN_FOR_EACH_TRY(WrongWords::newToken),
    THE_SAME_DEVICE_NAME_AGAIN(WrongWords::sameDevice),
    FORGETS_THAT_A_DETACH_MAY_COME_LATE(WrongWords::detachForgotten),
    IGNORES_THAT_A_VOLUME_WOULD_BE_DELETED(WrongSteps::deletedWithItsMachine),
    DETACHES_BEFORE_THE_BUILDER_HAS_ENDED(WrongWords::detachUnderAnEndingBuilder),
    FORGETS_THAT_IT_LEFT_UNCLEANLY(WrongWords::uncleanForgotten),
    THE_EPOCH_STANDS_STILL(WrongWords::sameEpoch),
    TURNS_HOME_IN_THE_SAME_EPOCH(WrongWords::sameEpochOnTheTurn),
    FORGETS_WHEN_A_BUILDER_WAS_LAUNCHED(WrongWords::launchForgotten),
    TELLS_NOBODY_OF_A_STEP(WrongWords::untold);

    /** A wrong answer in place of the right one. */
    interface Twist {

        Decision decide(Deciding right, Job job, Observation seen, Instant now);
    }

    private final Twist twist;

    WrongDecision(Twist twist) {
        this.twist = twist;
    }

    Deciding instead(Deciding right) {
        return (job, seen, now) -> twist.decide(right, job, seen, now);
    }

    static boolean mayMove(Job job, Move move) {
        return move.isLegalFrom(job.state());
    }
}
