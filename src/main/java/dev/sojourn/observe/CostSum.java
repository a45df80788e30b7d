package dev.sojourn.observe;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.CostReport;
import dev.sojourn.job.Job;
import dev.sojourn.job.PastJobs.Share;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.S3Copy;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sum over builders as it grows. */
final class CostSum {

    private final Instant now;
    private final Set<Long> jobs = new HashSet<>();
    private final Division people = new Division();
    private final Division profiles = new Division();
    private final Division channels = new Division();
    private Usd spent = Usd.ZERO;
    private int builders;
    private int unpriced;
    private CostReport.Lost lost = new CostReport.Lost(0, Usd.ZERO);
    private Optional<MachineType> largest = Optional.empty();
    private S3Copy copying = S3Copy.NONE;

    CostSum(Instant now) {
        this.now = now;
    }

    void add(Job job, Attempt attempt) {
        Usd cost = job.costOf(attempt, now);
        boolean first = jobs.add(job.number());
        builders++;
        spent = spent.plus(cost);
        people.add(job.request().requester(), cost, first);
        profiles.add(job.request().plan().profile().name(), cost, first);
        channels.add(job.request().channel(), cost, first);
        if (attempt.offer().hourly().isEmpty()) {
            unpriced++;
        }
        boolean followed = job.attempts().stream()
                .anyMatch(later ->
                        later.number() > attempt.number() && later.launchedAt().isPresent());
        if (followed) {
            lost = new CostReport.Lost(lost.builders() + 1, lost.cost().plus(cost));
        }
        MachineType type = attempt.offer().type();
        if (type.hourly().isPresent()
                && largest.filter(known -> known.vcpus() >= type.vcpus()).isEmpty()) {
            largest = Optional.of(type);
        }
        if (first) {
            copying = copying.plus(S3Copy.of(job.request().plan().profile().needMib(), CostBook.hourly(job, attempt)));
        }
    }

    Usd spent() {
        return spent;
    }

    int jobs() {
        return jobs.size();
    }

    int builders() {
        return builders;
    }

    int unpriced() {
        return unpriced;
    }

    CostReport.Lost lost() {
        return lost;
    }

    List<Share> people() {
        return people.shares();
    }

    List<Share> profiles() {
        return profiles.shares();
    }

    List<Share> channels() {
        return channels.shares();
    }

    Optional<MachineType> largest() {
        return largest;
    }

    Optional<S3Copy> copying() {
        return copying.trees() == 0 ? Optional.empty() : Optional.of(copying);
    }

    /** The sum by something. */
    private static final class Division {

        private final Map<String, Share> shares = new HashMap<>();

        void add(String name, Usd cost, boolean newJob) {
            shares.merge(
                    name,
                    new Share(name, newJob ? 1 : 0, cost),
                    (one, more) ->
                            new Share(name, one.jobs() + more.jobs(), one.cost().plus(more.cost())));
        }

        List<Share> shares() {
            return CostBook.dearestFirst(List.copyOf(shares.values()));
        }
    }
}
