package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** 200 commands a second for 30 s while jobs run: how long Slack waits for each acknowledgement. */
final class Acks {

    private static final int A_SECOND = 200;
    private static final int PEOPLE = 128;

    private Acks() {}

    static boolean run(Options options) throws Exception {
        Table table = new Table(
                A_SECOND + " commands a second, " + options.roundsOr(30) + " s; milliseconds as Slack sees them",
                "jobs that build",
                "commands",
                "p50",
                "p99",
                "max",
                "not acknowledged",
                "bot's CPU, cores",
                "bot's RSS after, MiB");
        for (int jobs : options.jobsOr(List.of(0, 20))) {
            try (Fleet fleet = Fleet.open("acks", jobs, 10, "")) {
                int building = jobs == 0 ? 0 : fleet.build(300);
                commands(fleet, 2 * A_SECOND); // for the compiler of this JVM and of the bot
                double cpu = fleet.bot().program().cpuSeconds();
                long begun = System.nanoTime();
                List<JsonNode> answers = commands(fleet, A_SECOND * options.roundsOr(30));
                double wall = (System.nanoTime() - begun) / 1e9;
                double used = (fleet.bot().program().cpuSeconds() - cpu) / wall;
                Samples waits = new Samples();
                answers.stream()
                        .filter(answer -> answer.path("ack").isObject())
                        .forEach(answer -> waits.add(answer.path("ack_ms").asDouble()));
                table.row(
                        building,
                        answers.size(),
                        waits.median(),
                        waits.quantile(0.99),
                        waits.max(),
                        answers.size() - waits.count(),
                        String.format("%.2f", used),
                        fleet.bot().program().residentMib());
            }
        }
        table.print();
        return true;
    }

    private static List<JsonNode> commands(Fleet fleet, int count) throws Exception {
        ScheduledExecutorService people = Executors.newScheduledThreadPool(PEOPLE);
        List<ScheduledFuture<JsonNode>> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String text = text(fleet, n);
            all.add(people.schedule(
                    () -> fleet.ground().type(Ground.ANN, text), n * 1_000L / A_SECOND, TimeUnit.MILLISECONDS));
        }
        List<JsonNode> answers = new ArrayList<>();
        for (ScheduledFuture<JsonNode> one : all) {
            answers.add(one.get());
        }
        people.shutdown();
        return answers;
    }

    /** What people type: mostly looks, some plans, and a build now and then, which waits in a queue or is refused. */
    private static String text(Fleet fleet, int n) {
        if (n % 20 == 7) {
            return "main --dry-run --volume ann";
        }
        if (n % 20 == 13 && fleet.size() > 0) {
            return "main --volume h" + (n % fleet.size() + 1);
        }
        return switch (n % 4) {
            case 0 -> "status #" + (n % Math.max(1, fleet.size()) + 1);
            case 1 -> "queue";
            case 2 -> "help";
            default -> "profiles";
        };
    }
}
