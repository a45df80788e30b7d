package dev.sojourn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How soon the bot is there, and how much memory and disk it takes; on each JDK that is installed. */
final class Footprint {

    /** What Java chooses by itself under the systemd unit's MemoryMax of 768 MiB. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:+ExitOnOutOfMemoryError");

    private Footprint() {}

    static boolean run(Options options) throws Exception {
        int starts = options.roundsOr(5);
        Table table = new Table(
                "Medians of " + starts + " starts each; seconds from the start of the process, MiB resident",
                "JDK",
                "archive of classes",
                "connected",
                "first acknowledgement",
                "CPU used until then, s",
                "RSS then",
                "RSS idle, 20 s later");
        for (Map.Entry<String, Path> jdk : jdks().entrySet()) {
            Path archive = Files.createTempDirectory("sojourn-bench-cds").resolve("classes.jsa");
            table.row(row(jdk, "none", FLAGS, starts));
            List<String> recording = new ArrayList<>(FLAGS);
            recording.add("-XX:ArchiveClassesAtExit=" + archive);
            one(jdk.getValue(), recording);
            List<String> using = new ArrayList<>(FLAGS);
            using.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
            table.row(row(jdk, mib(archive) + " MiB", using, starts));
            Files.deleteIfExists(archive);
        }
        table.print();
        tenJobs(options);
        new Table("On disk, MiB", "what", "MiB")
                .row("target/quarkus-app", mib(Path.of("target/quarkus-app")))
                .row("the AWS SDK's part of it", mib(Path.of("target/quarkus-app"), "awssdk"))
                .print();
        return true;
    }

    private static Object[] row(Map.Entry<String, Path> jdk, String archive, List<String> flags, int starts)
            throws Exception {
        Samples connected = new Samples();
        Samples acknowledged = new Samples();
        Samples cpu = new Samples();
        Samples resident = new Samples();
        Samples idle = new Samples();
        for (int n = 0; n < starts; n++) {
            Start start = one(jdk.getValue(), flags);
            connected.add(start.connected);
            acknowledged.add(start.acknowledged);
            cpu.add(start.cpu);
            resident.add(start.resident);
            idle.add(start.idle);
        }
        return new Object[] {
            jdk.getKey(),
            archive,
            String.format("%.2f", connected.median()),
            String.format("%.2f", acknowledged.median()),
            String.format("%.2f", cpu.median()),
            resident.median(),
            idle.median()
        };
    }

    private record Start(double connected, double acknowledged, double cpu, double resident, double idle) {}

    private static Start one(Path java, List<String> flags) throws Exception {
        try (Ground ground = Ground.open("footprint", Map.of())) {
            ground.configure("true", "");
            long begun = System.nanoTime();
            try (BotProgram bot = BotProgram.start(ground, "footprint", java, flags, Map.of())) {
                double connected = (System.nanoTime() - begun) / 1e9;
                ground.type(Ground.ANN, "help");
                double acknowledged = (System.nanoTime() - begun) / 1e9;
                double cpu = bot.program().cpuSeconds();
                double resident = bot.program().residentMib();
                Thread.sleep(20_000);
                return new Start(
                        connected, acknowledged, cpu, resident, bot.program().residentMib());
            }
        }
    }

    private static void tenJobs(Options options) throws Exception {
        Table table = new Table("Ten jobs at once, resident MiB", "jobs that build", "RSS", "RSS 30 s later");
        int jobs = options.jobsOr(List.of(10)).get(0);
        try (Fleet fleet = Fleet.open("footprint-jobs", jobs, 10, "")) {
            int building = fleet.build(300);
            double first = fleet.bot().program().residentMib();
            Thread.sleep(30_000);
            table.row(building, first, fleet.bot().program().residentMib());
        }
        table.print();
    }

    /** By their version; what is not installed is not counted. */
    private static Map<String, Path> jdks() throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        found.put(version(Program.thisJava()), Program.thisJava());
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                for (Path home : homes.sorted().toList()) {
                    if (Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve("release"))) {
                        found.putIfAbsent(version(home), home);
                    }
                }
            }
        }
        return found;
    }

    private static String version(Path home) throws IOException {
        return Files.readAllLines(home.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElse(home.toString());
    }

    private static long mib(Path path) throws IOException {
        return mib(path, "");
    }

    private static long mib(Path path, String part) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                            .filter(file -> file.getFileName().toString().contains(part))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (1 << 20);
        }
    }
}
