package dev.sojourn.job;

import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The history: a line for each job that has ended. */
public interface PastJobs {

    /** Ended jobs that have no line yet, oldest first. */
    List<Long> missing(int limit);

    /** Keeps a line; one that is there already stays. */
    void keep(PastJob job);

    /** Lines that pass the filter, newest first. */
    List<PastJob> page(Filter filter, int offset, int limit);

    Sums sums(Filter filter);

    /** Sums by person, channel, month or profile, the dearest first; months the newest first. */
    List<Share> shares(Filter filter, By by, int limit);

    /** Names that the filter can be set to, in order. */
    List<String> names(By by);

    /** Median time by step, over the newest jobs of the profile that succeeded. */
    Map<Step, Duration> typical(String profile);

    /** What spending is divided by. */
    enum By {
        REQUESTER,
        CHANNEL,
        MONTH,
        PROFILE
    }

    /**
     * What is asked for; an empty part lets everything pass.
     *
     * @param month for example {@code 2026-11}
     */
    record Filter(
            Optional<String> profile,
            Optional<String> requester,
            Optional<String> channel,
            Optional<String> month,
            Optional<JobState> outcome,
            Optional<Boolean> clean) {

        public static final Filter ALL = new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Filter of(String otherProfile) {
            return new Filter(Optional.of(otherProfile), requester, channel, month, outcome, clean);
        }
    }

    /**
     * All that pass a filter, together.
     *
     * @param estimated jobs that ended with a cost and had an estimate
     * @param within those of them that cost no more than the estimate's upper end
     */
    record Sums(long jobs, long succeeded, Usd cost, Duration busy, Duration build, long estimated, long within) {}

    /** One person, channel, month or profile. */
    record Share(String name, long jobs, Usd cost) {}
}
