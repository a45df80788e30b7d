package dev.sojourn.command;

import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.Offers.Ladder;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Estimator;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WhatIf;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From what somebody typed to a plan with types, prices and a cap; or to the reason why there is none. */
final class Planning {

    private static final int PAST_RUNS = 20;

    /** Going there and back takes as long for a build of seconds as for one of an hour. */
    private static final Duration LEAST_CAP = Duration.ofMinutes(10);

    /** Where no price is known there is no estimate to double: a stated limit instead. */
    private static final Usd CAP_WITHOUT_PRICE = Usd.of("5");

    private final Installation installation;
    private final Offers offers;
    private final JobStore store;

    Planning(Installation installation, Offers offers, JobStore store) {
        this.installation = installation;
        this.offers = offers;
        this.store = store;
    }

    /** A plan, or why not. */
    sealed interface Outcome {

        record Planned(BuildPlan plan) implements Outcome {}

        record Impossible(Reply.Refused why) implements Outcome {}
    }

    Outcome plan(Caller caller, BuildOptions options) {
        Optional<WorkingVolume> volume = volume(caller, options.volume());
        if (volume.isEmpty()) {
            return whichVolume(options.volume());
        }
        String name = options.profile().orElse(volume.get().profiles().get(0));
        Optional<Profile> profile =
                installation.profile(name).filter(one -> volume.get().profiles().contains(one.name()));
        if (profile.isEmpty()) {
            return impossible(
                    "There is no profile `" + name + "` for the volume "
                            + volume.get().name() + ".",
                    "It has " + String.join(", ", volume.get().profiles()) + ".");
        }
        List<String> types = options.type().map(List::of).orElse(profile.get().types());
        Market market = options.market().orElse(profile.get().market());
        Ladder ladder = offers.ladder(volume.get().id(), types, market);
        if (ladder instanceof Ladder.None none) {
            return new Outcome.Impossible(new Reply.Refused(none.what(), none.advice()).about(Field.TYPE));
        }
        return new Outcome.Planned(plan(volume.get(), profile.get(), options, ((Ladder.Found) ladder).rungs()));
    }

    /** The same build on other rungs. */
    BuildPlan on(List<Rung> ladder, BuildOptions options, BuildPlan plan) {
        return plan(plan.volume(), plan.profile(), options, ladder);
    }

    private BuildPlan plan(WorkingVolume volume, Profile profile, BuildOptions options, List<Rung> ladder) {
        List<String> targets = options.targets().isEmpty() ? profile.targets() : options.targets();
        Estimate estimate = Estimator.estimate(
                profile,
                ladder.get(0),
                BuildKind.of(options.clean(), targets),
                store.pastRuns(volume.id(), profile.name(), PAST_RUNS));
        Usd cap = options.cap()
                .or(profile::cap)
                .orElseGet(() -> estimate.priced() ? usual(profile, ladder, estimate) : CAP_WITHOUT_PRICE);
        return new BuildPlan(volume, profile, targets, ladder, estimate, cap, options.slot(), options.clean());
    }

    /** Twice the upper end of the estimate, and enough for the dearest rung to go there and back. */
    private static Usd usual(Profile profile, List<Rung> ladder, Estimate estimate) {
        Usd twice = estimate.high().times(2);
        return ladder.stream()
                .flatMap(rung -> rung.hourly().stream())
                .map(hourly -> hourly.plus(profile.builder().rootDiskHourly()).perHourFor(LEAST_CAP))
                .filter(least -> least.isMoreThan(twice))
                .max(Comparator.naturalOrder())
                .orElse(twice);
    }

    /** The types of the plan side by side, on demand and as spot instances, each with what it would take and cost. */
    List<WhatIf> compare(BuildPlan plan) {
        List<String> types = Stream.concat(
                        plan.ladder().stream().map(rung -> rung.type().name()), plan.profile().types().stream())
                .distinct()
                .toList();
        List<PastRun> past = store.pastRuns(plan.volume().id(), plan.profile().name(), PAST_RUNS);
        BuildKind kind = BuildKind.of(plan.clean(), plan.targets());
        return offers.ladder(plan.volume().id(), types, Market.SPOT) instanceof Ladder.Found found
                ? found.rungs().stream()
                        .map(rung -> new WhatIf(rung, Estimator.estimate(plan.profile(), rung, kind, past)))
                        .sorted(Comparator.comparingInt(
                                (WhatIf one) -> types.indexOf(one.rung().type().name())))
                        .toList()
                : List.of();
    }

    /** The volume of that name; without a name the asker's own, or the only one. */
    Optional<WorkingVolume> volume(Caller caller, Optional<String> name) {
        if (name.isPresent()) {
            return installation.volume(name.get());
        }
        List<WorkingVolume> own = installation.ownedBy(caller.user());
        if (!own.isEmpty()) {
            return Optional.of(own.get(0));
        }
        return installation.volumes().size() == 1
                ? Optional.of(installation.volumes().get(0))
                : Optional.empty();
    }

    /** Why no volume was found. */
    Outcome.Impossible whichVolume(Optional<String> name) {
        String names = String.join(
                ", ", installation.volumes().stream().map(WorkingVolume::name).toList());
        return name.isPresent()
                ? impossible("There is no volume `" + name.get() + "`.", "There are: " + names + ".")
                : impossible(
                        "None of the volumes is yours, so say which one.",
                        "Add `--volume NAME`; there are: " + names + ".");
    }

    private static Outcome.Impossible impossible(String what, String advice) {
        return new Outcome.Impossible(new Reply.Refused(what, advice));
    }
}
