package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Remedy;
import dev.sojourn.plan.Allowance;
import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a job's cap is kept. All of it rests on one amount, the reserve: what its builder costs for {@code timing.way-home}, root disk
 * included. The bot turns home when no more than that is left. The builder's own fuse burns down when half of it is left, so that
 * the bot comes first where it lives; the other half is for stopping, syncing, unmounting and the machine's end.
 */
final class CapKeeping {

    /** Where no price is known, money is no measure. */
    private static final Duration WITHOUT_A_PRICE = Duration.ofHours(4);

    private CapKeeping() {}

    /** Empty: no price is known. */
    static Optional<Usd> reserve(Job job, Rung rung, Timing timing) {
        return hourly(job, rung).map(hourly -> hourly.perHourFor(timing.wayHome()));
    }

    private static Optional<Usd> hourly(Job job, Rung rung) {
        Usd disk = job.request().plan().profile().builder().rootDiskHourly();
        return rung.hourly().map(price -> price.plus(disk));
    }

    /** Why the job has to turn home now, while it still can be paid for; empty: it need not. */
    static Optional<Homeward> reached(Scene scene) {
        Job job = scene.job();
        Optional<Usd> reserve = scene.attempt()
                .filter(attempt -> attempt.launchedAt().isPresent())
                .flatMap(attempt -> reserve(job, attempt.offer(), scene.timing()));
        if (reserve.isEmpty()) {
            return Optional.empty();
        }
        Usd withWayHome = job.cost(scene.now()).plus(reserve.get());
        Usd cap = job.request().plan().cap();
        if (withWayHome.isMoreThan(cap)) {
            return Optional.of(ownCap(job));
        }
        return scene.seen()
                .allowance()
                .filter(allowance -> withWayHome.isMoreThan(allowance.most()))
                .map(CapKeeping::otherCap);
    }

    /** Why another builder on this rung cannot be paid for, there and back; empty: it can. */
    static Optional<Homeward> tooLittleFor(Scene scene, Rung rung) {
        Job job = scene.job();
        Optional<Usd> reserve = reserve(job, rung, scene.timing());
        if (reserve.isEmpty()) {
            return Optional.empty();
        }
        Usd cost = job.cost(scene.now());
        Usd least = cost.plus(reserve.get()).plus(reserve.get());
        Usd cap = job.request().plan().cap();
        if (least.isMoreThan(cap)) {
            return Optional.of(
                    job.hadBuilder()
                            ? ownCap(job)
                            : new Homeward(
                                    Homeward.Reason.CAP_REACHED,
                                    job.cancelAskedBy(),
                                    "The cap of " + cap + " does not pay for the way there and back on " + rung.label()
                                            + ", which is " + least + ".",
                                    Optional.of(raised(job))));
        }
        return scene.seen()
                .allowance()
                .filter(allowance -> least.isMoreThan(allowance.most()))
                .map(CapKeeping::otherCap);
    }

    /**
     * What is left of the approved money, as time on this machine: armed once, never extended, and independent of the bot.
     * Counted from what earlier attempts have cost at the time this one was written down, so that a repeat of the launch is
     * the same order.
     */
    static Duration fuse(Job job, Attempt attempt, Timing timing) {
        Usd spent = job.attempts().stream()
                .filter(one -> one.number() < attempt.number())
                .map(one -> job.costOf(one, attempt.askedAt()))
                .reduce(Usd.ZERO, Usd::plus);
        Usd left = job.request().plan().cap().minus(spent);
        Duration lasts = hourly(job, attempt.offer())
                .map(hourly ->
                        Billing.lasts(left, hourly).minus(timing.wayHome().dividedBy(2)))
                .orElse(WITHOUT_A_PRICE);
        // Nothing is launched that could not be paid for: this is for jobs of a version that did not look.
        Duration least = timing.wayHome();
        return lasts.compareTo(least) < 0 ? least : lasts;
    }

    /**
     * Until when a builder that is gone is paid for. Where it was not seen to be ended by others, its fuse has ended it at the
     * latest, however late the bot comes to look; a bot that was away for a weekend must not use up the month by that.
     */
    static Instant end(Scene scene, Attempt attempt) {
        Optional<InstanceView> seen = attempt.instance().flatMap(scene.seen()::instance);
        boolean byItself = seen.isEmpty()
                || seen.flatMap(InstanceView::stateReason)
                        .filter(reason -> reason.contains("InstanceInitiatedShutdown"))
                        .isPresent();
        if (!byItself || attempt.launchedAt().isEmpty()) {
            return scene.now();
        }
        Timing timing = scene.timing();
        Instant up = attempt.onlineAt()
                .or(() -> attempt.runningAt().map(at -> at.plus(timing.agentLimit())))
                .orElseGet(() ->
                        attempt.launchedAt().get().plus(timing.launchLimit()).plus(timing.agentLimit()));
        Instant latest = up.plus(fuse(scene.job(), attempt, timing)).plus(timing.wayHome());
        // What was told once is not taken back.
        return Stream.of(latest, scene.job().stepSince(), lastAct(scene.job()))
                .max(Comparator.naturalOrder())
                .filter(scene.now()::isAfter)
                .orElse(scene.now());
    }

    private static Instant lastAct(Job job) {
        return job.passage().lastAct().map(act -> act.at()).orElse(job.stepSince());
    }

    private static Homeward ownCap(Job job) {
        return new Homeward(
                Homeward.Reason.CAP_REACHED,
                job.cancelAskedBy(),
                "The cap of " + job.request().plan().cap()
                        + " is reached. What was built is on the volume; ask again "
                        + "with a higher `--cap` to go on from there.",
                Optional.of(raised(job)));
    }

    private static Homeward otherCap(Allowance allowance) {
        Budget budget = allowance.budget();
        return new Homeward(
                Homeward.Reason.CAP_REACHED,
                Optional.empty(),
                "The hard cap of " + budget.cap().hard().orElse(Usd.ZERO) + " (`policy.caps."
                        + budget.cap().kind().key() + "`) is reached: "
                        + budget.spending().spent() + " is spent and "
                        + budget.spending().promised()
                        + " promised to running and queued builds. What was built is on the volume.");
    }

    private static Remedy raised(Job job) {
        Usd twice = job.request().plan().cap().times(2);
        BuildOptions options = job.request().options().upTo(twice);
        return new Remedy(
                "Retry with a cap of " + twice,
                "A new job with the same options, which may cost up to " + twice + ". It goes on from what was built.",
                options);
    }
}
