package dev.sojourn.bench;

import dev.sojourn.store.PostgresServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/** How soon somebody goes on after {@code kill -9}: the same bot, started anew; or another one that stands by. */
final class Resume {

    private static final String LEADS = ") leads, term";

    private Resume() {}

    static boolean run(Options options) throws Exception {
        Table table =
                new Table("After kill -9 of the bot while a job builds, seconds", "what", "kills", "p50", "p99", "max");
        resume(options.roundsOr(20), table);
        takeover(options.roundsOr(20), table);
        table.print();
        return true;
    }

    private static void resume(int kills, Table table) throws Exception {
        Samples looked = new Samples();
        Samples acknowledged = new Samples();
        try (Fleet fleet = Fleet.open("resume", 1, 10, "")) {
            fleet.build(120);
            for (int n = 0; n < kills; n++) {
                Set<String> before = fleet.ground().connections();
                fleet.bot().program().kill();
                long last = lastCall(fleet.ground());
                long begun = System.nanoTime();
                fleet.bot().again();
                Program.within(60, () -> lastCall(fleet.ground()) > last);
                looked.add((System.nanoTime() - begun) / 1e9);
                fleet.bot().awaitConnected(before);
                fleet.ground().type(Ground.ANN, "status");
                acknowledged.add((System.nanoTime() - begun) / 1e9);
            }
        }
        row(table, "start → its job's world is looked at", looked);
        row(table, "start → a command is acknowledged", acknowledged);
    }

    /** The number of the bot's newest call to EC2. */
    private static long lastCall(Ground ground) {
        return Ground.list(ground.get("/playground/traffic")).stream()
                .filter(call -> call.path("client").asText().equals("sojourn")
                        && call.path("service").asText().equals("ec2"))
                .mapToLong(call -> call.path("n").asLong())
                .max()
                .orElse(0);
    }

    private static void takeover(int kills, Table table) throws Exception {
        Samples took = new Samples();
        try (Ground ground = Ground.open("takeover", Map.of("SOJOURN_PLAYGROUND_TIME_SCALE", "10"))) {
            ground.configure("sleep 1", "");
            Map<String, String> shared = Map.of("SOJOURN_DATABASE_URL", PostgresServer.emptyDatabase());
            Deque<BotProgram> bots = new ArrayDeque<>();
            bots.add(BotProgram.start(ground, "takeover-1", shared));
            Program.within(30, () -> terms(bots.getFirst()) == 1);
            bots.add(BotProgram.start(ground, "takeover-2", shared));
            for (int n = 0; n < kills; n++) {
                BotProgram leader = bots.removeFirst();
                BotProgram next = bots.getFirst();
                long before = terms(next);
                Set<String> connections = ground.connections();
                leader.program().kill();
                long begun = System.nanoTime();
                Program.within(60, () -> terms(next) > before);
                took.add((System.nanoTime() - begun) / 1e9);
                leader.again();
                leader.awaitConnected(connections);
                bots.add(leader);
            }
            bots.forEach(BotProgram::close);
        }
        row(table, "death of the leader → the other one leads", took);
    }

    private static long terms(BotProgram bot) {
        try {
            return bot.words().stream().filter(line -> line.contains(LEADS)).count();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void row(Table table, String what, Samples samples) {
        table.row(
                what,
                samples.count(),
                String.format("%.2f", samples.median()),
                String.format("%.2f", samples.quantile(0.99)),
                String.format("%.2f", samples.max()));
    }
}
