package dev.sojourn.slack;

import dev.sojourn.command.Caller;
import dev.sojourn.command.Choices;
import dev.sojourn.command.Menu;
import dev.sojourn.command.Picked;
import dev.sojourn.command.Reply;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sample's volume with two types, and an EC2 that can be kept from answering. */
public final class FixedMenu implements Menu {

    static final MachineType BIG =
            new MachineType("c7i.16xlarge", 64, 131072, "x86_64", true, Optional.of(Usd.of("2.856")));
    static final MachineType SMALL =
            new MachineType("c7a.4xlarge", 16, 32768, "x86_64", true, Optional.of(Usd.of("0.821")));

    public final List<Picked> picked = new ArrayList<>();

    /** Runs before EC2 answers. */
    public volatile Runnable beforePrices = () -> {};

    public volatile Optional<Reply.Refused> refusal = Optional.empty();

    @Override
    public synchronized Choices atOnce(String user, Picked wanted) {
        picked.add(wanted);
        Market market = wanted.market().orElse(Market.SPOT);
        return choices(market, List.of(unpriced(BIG, market), unpriced(SMALL, market)), new Choices.Prices.Asking());
    }

    @Override
    public Choices priced(Choices known) {
        beforePrices.run();
        return priced(known.market());
    }

    public static Choices priced(Market market) {
        Choices.Priced big = new Choices.Priced(
                new Rung(BIG, market, Optional.of(Usd.of("0.54"))),
                Optional.of(new Estimate(
                        Duration.ofMinutes(38), Duration.ofMinutes(46), Usd.of("0.31"), Usd.of("0.44"), 5, true)),
                true);
        Choices.Priced small = new Choices.Priced(
                new Rung(SMALL, market, Optional.of(Usd.of("0.19"))),
                Optional.of(new Estimate(
                        Duration.ofMinutes(152), Duration.ofMinutes(184), Usd.of("0.44"), Usd.of("0.61"), 5, true)),
                false);
        return choices(market, List.of(big, small), new Choices.Prices.Told(5));
    }

    public static Choices choices(Market market, List<Choices.Priced> types, Choices.Prices prices) {
        BuildPlan plan = Sample.plan();
        return new Choices(
                List.of(plan.volume()),
                plan.volume(),
                List.of(plan.profile()),
                plan.profile(),
                market,
                types,
                2,
                prices);
    }

    public static Choices.Priced unpriced(MachineType type, Market market) {
        Optional<Usd> hourly = market == Market.SPOT ? Optional.empty() : type.hourly();
        return new Choices.Priced(new Rung(type, market, hourly), Optional.empty(), false);
    }

    @Override
    public Optional<Reply.Refused> refusal(Caller caller) {
        return refusal;
    }

    @Override
    public List<String> channels() {
        return List.of(Sample.CHANNEL);
    }
}
