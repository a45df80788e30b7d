package dev.sojourn.command;

import dev.sojourn.handoff.Offers;
import dev.sojourn.handoff.Offers.Ladder;
import dev.sojourn.job.JobStore;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Estimator;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PastRun;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what can be chosen for a build: at once from what is known here, and once more with what EC2 tells. */
public final class ChoicesDesk implements Menu {

    private static final int PAST_RUNS = 20;

    private final Installation installation;
    private final Policy policy;
    private final PriceTable table;
    private final Offers offers;
    private final JobStore store;

    public ChoicesDesk(Installation installation, Policy policy, PriceTable table, Offers offers, JobStore store) {
        this.installation = installation;
        this.policy = policy;
        this.table = table;
        this.offers = offers;
        this.store = store;
    }

    @Override
    public Choices atOnce(String user, Picked picked) {
        List<WorkingVolume> volumes = new ArrayList<>(installation.ownedBy(user));
        installation.volumes().stream().filter(one -> !volumes.contains(one)).forEach(volumes::add);
        WorkingVolume volume = picked.volume().flatMap(installation::volume).orElseGet(() -> volumes.get(0));
        List<Profile> profiles = volume.profiles().stream()
                .flatMap(name -> installation.profile(name).stream())
                .toList();
        Profile profile = picked.profile()
                .flatMap(name ->
                        profiles.stream().filter(one -> one.name().equals(name)).findFirst())
                .orElseGet(() -> profiles.get(0));
        Market market = picked.market().orElse(profile.market());
        List<Choices.Priced> types = profile.types().stream()
                .limit(profile.atLeast().isPresent() ? Offers.MOST_BY_ATTRIBUTES : Long.MAX_VALUE)
                .map(table::find)
                // A spot price is EC2's alone to tell.
                .map(type -> new Rung(type, market, market == Market.SPOT ? Optional.empty() : type.hourly()))
                .map(rung -> new Choices.Priced(rung, Optional.empty(), false))
                .toList();
        int slots = profiles.stream().mapToInt(Profile::slots).sum();
        return new Choices(
                List.copyOf(volumes),
                volume,
                profiles,
                profile,
                market,
                types,
                Math.min(slots, 99),
                new Choices.Prices.Asking());
    }

    @Override
    public Choices priced(Choices known) {
        Ladder ladder = offers.ladder(known.volume().id(), known.profile(), known.market());
        if (ladder instanceof Ladder.None none) {
            return with(known, known.types(), new Choices.Prices.Untold(none.what()));
        }
        List<PastRun> past = store.pastRuns(known.volume().id(), known.profile().name(), PAST_RUNS);
        List<Choices.Priced> types = ((Ladder.Found) ladder)
                .rungs().stream()
                        .filter(rung -> rung.market() == known.market())
                        .map(rung -> priced(known.profile(), rung, past))
                        .toList();
        int runs = types.stream()
                .findFirst()
                .flatMap(Choices.Priced::estimate)
                .map(Estimate::history)
                .orElse(0);
        return types.isEmpty()
                ? with(known, known.types(), new Choices.Prices.Untold("None of the types is offered as spot."))
                : with(known, types, new Choices.Prices.Told(runs));
    }

    private Choices.Priced priced(Profile profile, Rung rung, List<PastRun> past) {
        Estimate estimate = Estimator.estimate(profile, rung, BuildKind.of(false, profile.targets()), past);
        return new Choices.Priced(
                rung, Optional.of(estimate), policy.asks(profile.approval(), List.of(rung), estimate));
    }

    private static Choices with(Choices known, List<Choices.Priced> types, Choices.Prices prices) {
        return new Choices(
                known.volumes(),
                known.volume(),
                known.profiles(),
                known.profile(),
                known.market(),
                types,
                known.slots(),
                prices);
    }

    @Override
    public Optional<Reply.Refused> refusal(Caller caller) {
        return policy.mayAsk(caller.user(), caller.channel()) instanceof Verdict.Refused refused
                ? Optional.of(new Reply.Refused(refused.what(), refused.advice()))
                : Optional.empty();
    }

    @Override
    public List<String> channels() {
        return policy.channels().stream().sorted().toList();
    }
}
