package dev.sojourn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One runner with a volume and a host of its own. Times are taken at the build and at the host's mount, not from what it says. */
final class Lane implements AutoCloseable {

    /** Makes a trip and returns when the runner says that it is over. */
    interface Runner extends AutoCloseable {
        void trip(int round) throws Exception;

        @Override
        void close();
    }

    static final double PATIENCE_SECONDS = 900;

    /** Notes when the volume is mounted and when not, ten times a second, for as long as its list lies there. */
    private static final String WATCH = """
            cd /
            mkfifo %1$s.fifo
            exec 7<>%1$s.fifo
            was=1
            : >%1$s.mounts
            while [[ -e %1$s.mounts ]]; do
              now=0
              while read -r _ _ _ _ point _; do [[ $point != /mnt/llvm ]] || now=1; done </proc/self/mountinfo
              [[ $now == "$was" ]] || echo "$now $EPOCHREALTIME" >>%1$s.mounts
              was=$now
              read -r -t 0.1 -u 7 || true
            done
            """;

    private final String name;
    private final Path notes;
    private final Runner runner;
    private final List<Trip> trips = new ArrayList<>();
    private final List<Double> builds = new ArrayList<>();

    private Lane(String name, Path notes, Runner runner) {
        this.name = name;
        this.notes = notes;
        this.runner = runner;
    }

    static Lane open(Ground ground, String name, String host, Path folder, Runner runner) throws Exception {
        Path notes = folder.resolve(name);
        ground.background(host, WATCH.formatted(notes));
        if (!Program.within(20, () -> Files.exists(Path.of(notes + ".mounts")))) {
            throw new IOException("the host of " + name + " is not watched");
        }
        return new Lane(name, notes, runner);
    }

    /** What is built: nothing, for so long. */
    static String build(Path folder, String name, int seconds) {
        String times = folder.resolve(name) + ".times";
        return "date +'began %%s.%%N' >>%1$s; sleep %2$d; date +'ended %%s.%%N' >>%1$s".formatted(times, seconds);
    }

    String name() {
        return name;
    }

    List<Trip> trips() {
        return List.copyOf(trips);
    }

    /** How long each build ran. */
    List<Double> builds() {
        return List.copyOf(builds);
    }

    void race(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            double asked = now();
            runner.trip(round);
            int lines = 2 * round;
            boolean over = Program.within(
                    60, () -> read("times").size() >= lines && read("mounts").size() >= lines);
            if (!over || read("times").size() != lines || read("mounts").size() != lines) {
                throw new IOException(name + " made no whole trip " + round + ": " + read("times") + read("mounts"));
            }
            double began = second(read("times").get(lines - 2));
            double ended = second(read("times").get(lines - 1));
            double left = second(read("mounts").get(lines - 2));
            double back = second(read("mounts").get(lines - 1));
            builds.add(ended - began);
            trips.add(new Trip(began - asked, back - ended, back - left - (ended - began), Double.NaN, Double.NaN));
            System.out.printf(
                    "%s, trip %d: out %.1f s, home %.1f s, away %.1f s%n",
                    name, round, began - asked, back - ended, back - left - (ended - began));
        }
    }

    private List<String> read(String kind) {
        try {
            Path file = Path.of(notes + "." + kind);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static double second(String line) {
        return Double.parseDouble(line.split(" ")[1]);
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    @Override
    public void close() throws IOException {
        runner.close();
        Files.deleteIfExists(Path.of(notes + ".mounts"));
    }
}
