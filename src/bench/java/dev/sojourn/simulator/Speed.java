package dev.sojourn.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Simulated histories a second on one core, and, by Java's own profiler, where their time goes. */
public final class Speed {

    private static final int WARM = 2_000;
    private static final int MOST_LINES = 15;

    private Speed() {}

    /** Prints the speed of each part, and the methods in which the samples were taken. */
    public static void print(int parts, int histories, long seed) throws Exception {
        new Simulator().run(seed, WARM, Planted.NOTHING, 1);
        for (int part = 0; part < parts; part++) {
            Simulator simulator =
                    new Simulator().run(seed + WARM + (long) part * histories, histories, Planted.NOTHING, 1);
            System.out.println("one core: " + simulator.summary() + ", " + simulator.averages());
        }
        Path file = Files.createTempFile("sojourn-bench", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            System.out.println("with the profiler: "
                    + new Simulator().run(seed, histories, Planted.NOTHING, 1).summary());
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> samples = RecordingFile.readAllEvents(file).stream()
                .filter(event ->
                        event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null)
                .toList();
        Files.delete(file);
        shares("Where the samples were taken", samples, stack -> stack.subList(0, Math.min(1, stack.size())));
        shares(
                "The nearest of our own methods",
                samples,
                stack -> stack.stream().filter(Speed::isOurs).limit(1).toList());
        shares(
                "Below which of our own methods",
                samples,
                stack -> stack.stream().filter(Speed::isOurs).toList());
    }

    private static boolean isOurs(RecordedFrame frame) {
        return frame.getMethod().getType().getName().startsWith("dev.sojourn");
    }

    private static void shares(
            String title, List<RecordedEvent> samples, Function<List<RecordedFrame>, List<RecordedFrame>> which) {
        Map<String, Integer> counted = new HashMap<>();
        for (RecordedEvent sample : samples) {
            which.apply(sample.getStackTrace().getFrames()).stream()
                    .map(frame -> frame.getMethod().getType().getName().replaceAll(".*\\.", "") + "."
                            + frame.getMethod().getName())
                    .distinct()
                    .forEach(name -> counted.merge(name, 1, Integer::sum));
        }
        System.out.printf("%n%s, %% of %d samples%n", title, samples.size());
        counted.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_LINES)
                .forEach(entry ->
                        System.out.printf("%5.1f %s%n", 100.0 * entry.getValue() / samples.size(), entry.getKey()));
    }
}
