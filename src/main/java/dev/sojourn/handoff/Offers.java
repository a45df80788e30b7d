package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.Architecture;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be bought in the zone of a volume: builders must run where the volume is. */
public final class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    /** How many types are tried, in each market, where a profile does not name any. */
    public static final int MOST_BY_ATTRIBUTES = 5;

    private final Cloud cloud;
    private final PriceTable table;
    private final Map<String, String> zones = new ConcurrentHashMap<>();

    public Offers(Cloud cloud, PriceTable table) {
        this.cloud = cloud;
        this.table = table;
    }

    /** A ladder, or why there is none. */
    public sealed interface Ladder {

        /**
         * @param rungs spot before on-demand where spot is wanted; never empty
         */
        record Found(String zone, List<Rung> rungs) implements Ladder {}

        record None(String what, String advice) implements Ladder {}
    }

    /** Why a type that somebody names cannot be used for a profile: it is of another architecture. */
    public Optional<Ladder.None> mixed(Profile profile, Optional<String> named) {
        Optional<String> ours =
                Architecture.of(profile.types().stream().map(table::find).toList());
        if (ours.isEmpty() || named.isEmpty()) {
            return Optional.empty();
        }
        List<MachineType> others = Architecture.others(ours.get(), List.of(table.find(named.get())));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ladder.None(
                        Architecture.words(others) + ", and the profile " + profile.name() + " builds for " + ours.get()
                                + ": object files of one are no use to the other, so they never share a slot.",
                        "Name a type of " + ours.get() + " with `--on`, or a profile that builds for "
                                + others.get(0).architecture() + "."));
    }

    /** The ladder of a profile: its types in their order, or the cheapest that have what it asks for. */
    public Ladder ladder(String volume, Profile profile, Market market) {
        Ladder all = ladder(volume, profile.types(), market);
        if (profile.atLeast().isEmpty()) {
            return all;
        }
        if (all instanceof Ladder.Found found) {
            return new Ladder.Found(found.zone(), cheapest(found.rungs(), market));
        }
        return all instanceof Ladder.None none && zones.containsKey(volume)
                ? new Ladder.None(
                        "No type with at least " + profile.atLeast().get().words() + " is offered in "
                                + zones.get(volume) + ", where the volume is.",
                        none.advice())
                : all;
    }

    /** Spot before on demand, each by what it costs now; what has no price comes last, and not at all among those on demand. */
    private static List<Rung> cheapest(List<Rung> rungs, Market market) {
        Stream<Rung> spot = market == Market.SPOT ? cheapestOf(rungs, Market.SPOT) : Stream.empty();
        return Stream.concat(spot, cheapestOf(rungs, Market.ON_DEMAND)).toList();
    }

    private static Stream<Rung> cheapestOf(List<Rung> rungs, Market market) {
        return rungs.stream()
                .filter(rung -> rung.market() == market)
                .sorted(Comparator.comparing(
                        (Rung rung) -> rung.hourly().map(Usd::micros).orElse(Long.MAX_VALUE)))
                .limit(MOST_BY_ATTRIBUTES);
    }

    /** The named types that the volume's zone offers, in their order, with prices. */
    public Ladder ladder(String volume, List<String> types, Market market) {
        Optional<String> zone = zone(volume);
        if (zone.isEmpty()) {
            return new Ladder.None(
                    "EC2 does not show the volume " + volume + " now.",
                    "Try again in a minute, or check the configuration.");
        }
        CloudAnswer<Set<String>> offered = cloud.instances().offered(zone.get(), types);
        if (offered.ok().isEmpty()) {
            return new Ladder.None("EC2 does not tell what " + zone.get() + " offers now.", "Try again in a minute.");
        }
        List<String> here = types.stream().filter(offered.ok().get()::contains).toList();
        if (here.isEmpty()) {
            return new Ladder.None(
                    "None of " + String.join(", ", types) + " is offered in " + zone.get() + ", where the volume is.",
                    "Name another type with `--on`, for example one size smaller or of the generation before.");
        }
        return new Ladder.Found(zone.get(), rungs(zone.get(), here, market));
    }

    private List<Rung> rungs(String zone, List<String> types, Market market) {
        List<Rung> rungs = new ArrayList<>();
        if (market == Market.SPOT) {
            Map<String, BigDecimal> spot = cloud.prices().spot(zone, types).ok().orElse(Map.of());
            for (String name : types) {
                MachineType type = table.find(name);
                if (type.spot()) {
                    rungs.add(new Rung(
                            type,
                            Market.SPOT,
                            Optional.ofNullable(spot.get(name)).map(Usd::of)));
                }
            }
        }
        for (String name : types) {
            MachineType type = table.find(name);
            rungs.add(new Rung(type, Market.ON_DEMAND, type.hourly()));
        }
        return List.copyOf(rungs);
    }

    /** A volume never changes its zone, so one answer serves for good. */
    private Optional<String> zone(String volume) {
        String known = zones.get(volume);
        if (known != null) {
            return Optional.of(known);
        }
        CloudAnswer<Map<String, VolumeView>> answer = cloud.volumes().describe(List.of(volume));
        if (answer.ok().isEmpty()) {
            LOG.warn("EC2 cannot be asked for {}: {}", volume, answer);
        }
        Optional<String> zone = answer.ok()
                .flatMap(seen -> Optional.ofNullable(seen.get(volume)))
                .map(VolumeView::zone);
        zone.ifPresent(found -> zones.put(volume, found));
        return zone;
    }
}
