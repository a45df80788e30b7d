package dev.sojourn.command;

import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.Offers.Ladder;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Request;
import dev.sojourn.job.SpotWeather;
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
import java.time.Clock;
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
    private final SpotWeather weather;
    private final Clock clock;

    Planning(Installation installation, Offers offers, JobStore store, SpotWeather weather, Clock clock) {
        this.installation = installation;
        this.offers = offers;
        this.store = store;
        this.weather = weather;
        this.clock = clock;
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
        Optional<Reply.Refused> mixed = offers.mixed(profile.get(), options.type())
                .map(no -> new Reply.Refused(no.what(), no.advice()).about(Field.TYPE));
        return mixed.isPresent()
                ? new Outcome.Impossible(mixed.get())
                : plan(volume.get(), profile.get(), options, market(profile.get(), options));
    }

    /** Spot, unless it is left alone for now. Whoever wants nothing but spot gets it all the same. */
    private Market market(Profile profile, BuildOptions options) {
        Market wanted = options.market().orElse(profile.market());
        boolean leftAlone = wanted == Market.SPOT
                && !profile.spotOnly()
                && weather.leftAlone(clock.instant()).isPresent();
        return leftAlone ? Market.ON_DEMAND : wanted;
    }

    private Outcome plan(WorkingVolume volume, Profile profile, BuildOptions options, Market market) {
        Ladder ladder = options.type().isPresent()
                ? offers.ladder(volume.id(), List.of(options.type().get()), market)
                : offers.ladder(volume.id(), profile, market);
        if (ladder instanceof Ladder.None none) {
            return new Outcome.Impossible(new Reply.Refused(none.what(), none.advice()).about(Field.TYPE));
        }
        List<Rung> rungs = ((Ladder.Found) ladder)
                .rungs().stream()
                        .filter(rung -> market == Market.ON_DEMAND || !profile.spotOnly() || rung.market() == market)
                        .toList();
        return rungs.isEmpty()
                ? impossible(
                        "None of the types is offered as spot.",
                        "Ask with `--on-demand`, or name another type with `--on`.")
                : new Outcome.Planned(plan(volume, profile, options, rungs));
    }

    /** The build of a request on builders that are bought on demand. */
    Outcome onDemand(Request request) {
        BuildPlan plan = request.plan();
        return plan(plan.volume(), plan.profile(), request.options(), Market.ON_DEMAND);
    }

    /** The same build on other rungs. */
    BuildPlan on(List<Rung> ladder, BuildOptions options, BuildPlan plan) {
        return plan(plan.volume(), plan.profile(), options, ladder);
    }

    private BuildPlan plan(WorkingVolume volume, Profile usual, BuildOptions options, List<Rung> ladder) {
        Profile profile = options.linkMemoryMib().map(usual::linkingIn).orElse(usual);
        List<String> targets = options.targets().isEmpty() ? profile.targets() : options.targets();
        List<PastRun> past = store.pastRuns(volume.id(), profile.name(), PAST_RUNS);
        BuildKind kind = BuildKind.of(options.clean(), targets);
        Estimate estimate = Estimator.estimate(profile, ladder.get(0), kind, past);
        Usd cap = options.cap()
                .or(profile::cap)
                .orElseGet(
                        () -> estimate.priced() ? usualCap(profile, ladder, estimate, past, kind) : CAP_WITHOUT_PRICE);
        return new BuildPlan(volume, profile, targets, ladder, estimate, cap, options.slot(), options.clean());
    }

    /**
     * Twice what the first rung may take; and enough for any other, so that falling back to it does not end at the cap; and enough
     * for the dearest to go there and back.
     */
    private static Usd usualCap(
            Profile profile, List<Rung> ladder, Estimate first, List<PastRun> past, BuildKind kind) {
        Stream<Usd> others = ladder.stream()
                .map(rung -> Estimator.estimate(profile, rung, kind, past))
                .filter(Estimate::priced)
                .map(Estimate::high);
        Stream<Usd> trips = ladder.stream()
                .flatMap(rung -> rung.hourly().stream())
                .map(hourly -> hourly.plus(profile.builder().rootDiskHourly()).perHourFor(LEAST_CAP));
        return Stream.concat(others, trips)
                .reduce(first.high().times(2), (most, other) -> other.isMoreThan(most) ? other : most);
    }

    /** The types of the plan side by side, on demand and as spot instances, each with what it would take and cost. */
    List<WhatIf> compare(BuildPlan plan) {
        List<String> types = Stream.concat(
                        plan.ladder().stream().map(rung -> rung.type().name()),
                        plan.profile().atLeast().isPresent() ? Stream.of() : plan.profile().types().stream())
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
