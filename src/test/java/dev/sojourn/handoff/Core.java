package dev.sojourn.handoff;

import dev.sojourn.job.JobStore;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.ThreadLinks;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.SpotBreaker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The parts of this room that a simulator puts into a world of its own: the real ones, with scripts in a form that it reads. */
public final class Core {

    private static final String INSTALLATION = "test";

    private final Timing timing;
    private final Caps caps;
    private final Clock clock;
    private final GuestScripts scripts;
    private final Deciding deciding;

    /**
     * @param scripts makes one text of a script's name and its values
     * @param wrong a defect that is to be found out; empty: none
     * @param onDecision told of every decision
     */
    public Core(
            Timing timing,
            Caps caps,
            Clock clock,
            BiFunction<String, Map<String, String>, String> scripts,
            Optional<WrongDecision> wrong,
            Runnable onDecision) {
        this.timing = timing;
        this.caps = caps;
        this.clock = clock;
        this.scripts = new Plain(scripts);
        Deciding right = new Handoff(timing)::decide;
        Deciding chosen = wrong.map(one -> one.instead(right)).orElse(right);
        this.deciding = (job, seen, now) -> {
            onDecision.run();
            return chosen.decide(job, seen, now);
        };
    }

    public Driver driver(Cloud cloud, JobStore store, Wakeups wakeups, LiveBuilds builds, ThreadLinks threads) {
        return new Driver(
                INSTALLATION,
                cloud,
                store,
                wakeups,
                builds,
                threads,
                new SpotWeather(store, SpotBreaker.USUAL),
                timing,
                caps,
                () -> true,
                clock,
                deciding,
                scripts);
    }

    public Observer observer(Cloud cloud, JobStore store, Wakeups wakeups, LiveBuilds builds) {
        return new Observer(cloud, store, wakeups, builds, timing, clock, scripts);
    }

    public Sweep sweep(Cloud cloud, JobStore store) {
        return new Sweep(
                INSTALLATION, cloud, store, Sweep.Rule.END, PriceTable.parse(List.of("#", ""), Map.of()), clock);
    }

    private static final class Plain extends GuestScripts {

        private final BiFunction<String, Map<String, String>, String> texts;

        Plain(BiFunction<String, Map<String, String>, String> texts) {
            this.texts = texts;
        }

        @Override
        String compose(String file, Map<String, String> values) {
            return texts.apply(file, values);
        }

        @Override
        String composePacked(String file, Map<String, String> values) {
            return texts.apply(file, values);
        }
    }
}
