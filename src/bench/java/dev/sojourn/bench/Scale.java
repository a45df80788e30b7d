package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Many jobs at once in a cloud with EC2's request buckets, in real time: what a change waits for, and what waiting costs. */
final class Scale {

    private static final double TO_BUILD_SECONDS = 900;
    private static final int WATCHED_SECONDS = 30;
    private static final int MOST_CHANGES = 20;

    private Scale() {}

    static boolean run(Options options) throws Exception {
        Table waiting = new Table(
                "While all build, " + WATCHED_SECONDS + " s; the cloud in real time",
                "jobs",
                "until all build, s",
                "throttled meanwhile",
                "calls a second",
                "bot's CPU, cores",
                "RSS, MiB",
                "heap in use after a collection, MiB",
                "writes of a job until it builds");
        Table changes = new Table(
                "From a change until the bot has acted on it, seconds",
                "jobs",
                "builder terminated: p50",
                "p99",
                "max",
                "build ended: p50",
                "p99",
                "max",
                "of each");
        for (int jobs : options.jobsOr(List.of(1, 10, 40))) {
            try (Fleet fleet = Fleet.open("scale", jobs, 1, "")) {
                long begun = System.nanoTime();
                int building = fleet.build(TO_BUILD_SECONDS);
                double took = (System.nanoTime() - begun) / 1e9;
                watch(fleet, building, took, waiting);
                change(fleet, building, changes);
            }
        }
        waiting.print();
        changes.print();
        return true;
    }

    private static void watch(Fleet fleet, int building, double took, Table table) throws Exception {
        List<JsonNode> before = ours(fleet, 0);
        long throttled = before.stream()
                .filter(call -> call.path("status").asInt() == 503
                        || call.path("response").asText().contains("ThrottlingException"))
                .count();
        long last =
                before.isEmpty() ? 0 : before.get(before.size() - 1).path("n").asLong();
        double cpu = fleet.bot().program().cpuSeconds();
        Thread.sleep(WATCHED_SECONDS * 1_000L);
        double used = (fleet.bot().program().cpuSeconds() - cpu) / WATCHED_SECONDS;
        int calls = ours(fleet, last).size();
        Samples writes = new Samples();
        fleet.database().column("SELECT version FROM job").forEach(version -> writes.add(version));
        table.row(
                building,
                took,
                throttled,
                calls / (double) WATCHED_SECONDS,
                String.format("%.2f", used),
                fleet.bot().program().residentMib(),
                heapMib(fleet.bot().program()),
                writes.mean());
    }

    private static void change(Fleet fleet, int building, Table table) throws Exception {
        int each = Math.max(1, Math.min(MOST_CHANGES, building / 2));
        Samples ended = new Samples();
        for (int n = 1; n <= Math.min(each, building); n++) {
            int number = n;
            fleet.open(n);
            Program.within(60, () -> !Double.isNaN(fleet.at(number, "BuildEnded")));
            ended.add((fleet.at(n, "BuildEnded") - fleet.endedAt(n)) / 1000);
        }
        Samples lost = new Samples();
        for (int n = each + 1; n <= Math.min(2 * each, building); n++) {
            int number = n;
            String builder = fleet.ground().volumes().stream()
                    .filter(one -> one.path("id").asText().equals(Fleet.volume(number)))
                    .map(one -> one.at("/attachments/0/instance").asText())
                    .findFirst()
                    .orElseThrow();
            double begun = System.currentTimeMillis();
            fleet.ground().post("/playground/cloud", Map.of("op", "terminate", "id", builder));
            Program.within(60, () -> !Double.isNaN(fleet.at(number, "BuilderLost")));
            lost.add((fleet.at(n, "BuilderLost") - begun) / 1000);
        }
        table.row(
                building,
                lost.median(),
                lost.quantile(0.99),
                lost.max(),
                ended.median(),
                ended.quantile(0.99),
                ended.max(),
                ended.count() + " and " + lost.count());
    }

    private static List<JsonNode> ours(Fleet fleet, long since) {
        return Ground.list(fleet.ground().get("/playground/traffic?since=" + since)).stream()
                .filter(call -> call.path("client").asText().equals("sojourn"))
                .toList();
    }

    private static double heapMib(Program program) throws Exception {
        String pid = Long.toString(program.process().pid());
        String jcmd = Program.thisJava().resolve("bin/jcmd").toString();
        ScriptRunner.version(jcmd, pid, "GC.run");
        return ScriptRunner.version(jcmd, pid, "GC.heap_info")
                .lines()
                .filter(line -> line.contains("generation") && line.contains("used"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*used (\\d+)K.*", "$1")) / 1024)
                .sum();
    }
}
