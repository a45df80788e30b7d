package dev.sojourn.bench;

import dev.sojourn.simulator.Speed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmark that the first argument names. What each prints is in docs/performance.md. */
public final class Bench {

    private Bench() {}

    interface Run {
        /** Prints its tables; false where a ratio shows a gross regression. */
        boolean run(Options options) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Run> all = new LinkedHashMap<>();
        all.put("race", Race::full);
        all.put("race-short", Race::brief);
        all.put("acks", Acks::run);
        all.put("footprint", Footprint::run);
        all.put("scale", Scale::run);
        all.put("resume", Resume::run);
        all.put("tree", BigTree::run);
        all.put("simulator", options -> {
            Speed.print(3, options.roundsOr(5_000), options.seed());
            return true;
        });
        Run chosen = arguments.length == 1 ? all.get(arguments[0]) : null;
        if (chosen == null) {
            System.out.println("-Dbench= one of " + String.join(", ", List.copyOf(all.keySet())));
            System.exit(64);
            return;
        }
        System.exit(chosen.run(Options.ofSystem()) ? 0 : 1);
    }
}
