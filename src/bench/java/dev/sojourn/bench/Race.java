package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The handoff race: all runners side by side in one cloud, in real time, on the same draws. */
final class Race {

    private static final String OURS = "sojourn";
    private static final String SCRIPTS = "src/bench/race/";

    private final Options options;
    private final int rounds;
    private final int buildSeconds;
    private final boolean all;
    private final List<String> skipped = new ArrayList<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private @Nullable BotDatabase database;

    private Race(Options options, int rounds, int buildSeconds, boolean all) {
        this.options = options;
        this.rounds = rounds;
        this.buildSeconds = buildSeconds;
        this.all = all;
    }

    static boolean full(Options options) throws Exception {
        new Race(options, options.roundsOr(6), 20, true).run();
        return true;
    }

    /** Ours and the naive script for one round; fails only where a ratio is far from what it should be. */
    static boolean brief(Options options) throws Exception {
        Map<String, List<Trip>> trips = new Race(options, options.roundsOr(1), 5, false).run();
        Trip ours = mean(trips.getOrDefault(OURS, List.of()));
        Trip naive = mean(trips.getOrDefault("naive", List.of()));
        if (Double.isNaN(naive.out())) {
            System.out.println("skipped: no boto3 here, so there is nothing to compare with");
            return true;
        }
        boolean fine = ours.out() <= 1.25 * naive.out()
                && ours.home() <= 0.9 * naive.home()
                && ours.away() <= 0.6 * naive.away();
        System.out.println(fine ? "the ratios hold" : "GROSS REGRESSION: ours against the naive script");
        return fine;
    }

    private Map<String, List<Trip>> run() throws Exception {
        try (Ground ground = Ground.open(
                "race",
                Map.of(
                        "SOJOURN_PLAYGROUND_TIME_SCALE", "1",
                        "SOJOURN_PLAYGROUND_EVEN_DRAWS", "1",
                        "SOJOURN_PLAYGROUND_MORE_HOMES", "3",
                        "SOJOURN_PLAYGROUND_SEED", Long.toString(options.seed())))) {
            Path notes = Files.createDirectory(ground.folder().resolve("notes"));
            Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxrwxrwx"));
            ground.configure(Lane.build(notes, OURS, buildSeconds), options.timing());
            ground.knowOnly("ben");
            List<Lane> lanes = lanes(ground, notes);
            try {
                raceAll(lanes);
                return told(ground, lanes);
            } finally {
                for (Lane lane : lanes) {
                    lane.close();
                }
            }
        }
    }

    private List<Lane> lanes(Ground ground, Path notes) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        words.put(OURS, "ours");
        OurRunner ours = OurRunner.start(ground, "race", true, options.seed());
        database = ours.database();
        lanes.add(Lane.open(ground, OURS, Ground.HOST_BEN, notes, ours));
        Optional<String> python = ScriptRunner.python();
        Optional<String> cli = all ? ScriptRunner.awsCli() : Optional.empty();
        if (python.isPresent()) {
            script(ground, notes, lanes, "naive", List.of(python.get(), SCRIPTS + "trip.py", "poll"));
            words.put("naive", "naive script, each second");
        } else {
            skipped.add("naive script and boto3: no Python with boto3");
        }
        if (python.isPresent() && all) {
            script(ground, notes, lanes, "boto3", List.of(python.get(), SCRIPTS + "trip.py", "waiters"));
            words.put(
                    "boto3",
                    "boto3 " + ScriptRunner.version(python.get(), "-c", "import boto3; print(boto3.__version__)")
                            + ", waiters");
        }
        if (cli.isPresent()) {
            script(ground, notes, lanes, "cli", List.of(SCRIPTS + "trip.sh"));
            words.put("cli", ScriptRunner.version(cli.get(), "--version").split(" ")[0] + ", waiters");
        } else if (all) {
            skipped.add("AWS CLI: not installed, or no jq");
        }
        return lanes;
    }

    private void script(Ground ground, Path notes, List<Lane> lanes, String name, List<String> command)
            throws Exception {
        int home = lanes.size();
        lanes.add(Lane.open(
                ground,
                name,
                "i-0a11cccc%09x".formatted(home),
                notes,
                ScriptRunner.start(ground, name, home, command, Lane.build(notes, name, buildSeconds))));
    }

    private void raceAll(List<Lane> lanes) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Void>> ends = new ArrayList<>();
        for (Lane lane : lanes) {
            Callable<Void> race = () -> {
                lane.race(rounds);
                return null;
            };
            ends.add(threads.submit(race));
        }
        for (int n = 0; n < ends.size(); n++) {
            try {
                ends.get(n).get();
            } catch (java.util.concurrent.ExecutionException failed) {
                skipped.add(lanes.get(n).name() + " gave up: " + failed.getCause());
            }
        }
        threads.shutdownNow();
    }

    private Map<String, List<Trip>> told(Ground ground, List<Lane> lanes) throws IOException {
        List<JsonNode> draws = Ground.list(ground.get("/playground/draws"));
        List<JsonNode> traffic = Ground.list(ground.get("/playground/traffic"));
        List<JsonNode> instances = ground.instances();
        List<String> ours = List.of("", Ground.VOLUME_BEN);
        Map<String, List<Trip>> trips = new LinkedHashMap<>();
        Table table = new Table(
                "Means of " + rounds + " rounds, seed " + options.seed() + "; a build of " + buildSeconds
                        + " s. Seconds; away and billed without the build itself.",
                "runner",
                "command → build running",
                "build end → volume home",
                "away",
                "billed",
                "calls a trip");
        Trip limit = mean(IntStream.rangeClosed(1, rounds)
                .mapToObj(round -> Limit.of(draws, ours, round))
                .toList());
        row(table, "the limit of these draws", limit);
        for (Lane lane : lanes) {
            double calls = traffic.stream()
                            .filter(call -> call.path("client").asText().equals(lane.name()))
                            .count()
                    / (double) Math.max(1, lane.trips().size());
            List<Double> billed = billed(instances, lane.name().equals(OURS) ? "" : lane.name());
            List<Trip> told = IntStream.range(0, lane.trips().size())
                    .mapToObj(n -> lane.trips()
                            .get(n)
                            .billedAndCalled(
                                    (n < billed.size() ? billed.get(n) : Double.NaN)
                                            - lane.builds().get(n),
                                    calls))
                    .toList();
            trips.put(lane.name(), told);
            row(table, words.getOrDefault(lane.name(), lane.name()), mean(told));
            String volume = volume(lanes.indexOf(lane));
            for (int round = 1; round <= told.size() && lanes.indexOf(lane) > 0; round++) {
                checkEven(lane, draws, List.of(lane.name(), volume), ours, round);
            }
        }
        table.print();
        Findings.print(lanes.stream().map(Lane::name).toList(), traffic, database, rounds);
        goals(limit, mean(trips.getOrDefault(OURS, List.of())), mean(trips.getOrDefault("naive", List.of())));
        skipped.forEach(words -> System.out.println("SKIPPED, not counted: " + words));
        System.out.println("violations of the playground's invariants: "
                + ground.get("/playground/invariants").path("violations"));
        return trips;
    }

    private static String volume(int home) {
        return "vol-0a11cccc%08x".formatted(home);
    }

    /** What two lanes have both drawn must be the same, or the race is none. */
    private void checkEven(Lane lane, List<JsonNode> draws, List<String> theirs, List<String> ours, int round) {
        Map<String, Double> their = Limit.drawn(draws, theirs, round);
        Map<String, Double> our = Limit.drawn(draws, ours, round);
        their.forEach((what, seconds) -> {
            if (our.containsKey(what) && !seconds.equals(our.get(what))) {
                skipped.add("UNEVEN in round " + round + ": " + lane.name() + " had " + what + " " + seconds + " s");
            }
        });
    }

    /** Seconds for which each builder of a lane was paid, in the order of their launches. */
    private static List<Double> billed(List<JsonNode> instances, String lane) {
        return instances.stream()
                .filter(one -> one.path("role").asText().equals("builder")
                        && one.path("tags").path("playground:lane").asText("").equals(lane))
                .sorted((one, other) -> one.path("launched_at")
                        .asText()
                        .compareTo(other.path("launched_at").asText()))
                .map(one ->
                        one.path("usd").asDouble() / one.path("usd_per_hour").asDouble() * 3_600)
                .toList();
    }

    private static void goals(Trip limit, Trip ours, Trip naive) {
        new Table("Goals", "goal", "allowed", "ours", "met")
                .row(
                        "out ≤ 1.05 × limit + 1 s",
                        1.05 * limit.out() + 1,
                        ours.out(),
                        ours.out() <= 1.05 * limit.out() + 1)
                .row("home ≤ limit + 3 s", limit.home() + 3, ours.home(), ours.home() <= limit.home() + 3)
                .row(
                        "away ≤ 0.25 × naive script's",
                        0.25 * naive.away(),
                        ours.away(),
                        ours.away() <= 0.25 * naive.away())
                .print();
    }

    private static void row(Table table, String name, Trip trip) {
        table.row(name, trip.out(), trip.home(), trip.away(), trip.billed(), trip.calls());
    }

    private static Trip mean(List<Trip> trips) {
        return new Trip(
                mean(trips, Trip::out),
                mean(trips, Trip::home),
                mean(trips, Trip::away),
                mean(trips, Trip::billed),
                mean(trips, Trip::calls));
    }

    private static double mean(List<Trip> trips, ToDoubleFunction<Trip> part) {
        return trips.stream().mapToDouble(part).average().orElse(Double.NaN);
    }
}
