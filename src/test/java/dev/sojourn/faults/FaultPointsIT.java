package dev.sojourn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.faults.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every call that changes something or tells somebody, and every commit, of a job that was recorded: each goes wrong once in
 * every way, in a job of its own, and the bot is killed right before and right after each. {@code -Dfaults.sample=40} takes a few
 * that stand for all, {@code -Dfaults.part=1/10} a tenth of the points, {@code -Dfaults.only=words} those whose names have these
 * words. A second run leaves out what came home.
 */
@Tag("faults")
class FaultPointsIT {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final int BEDS = Integer.getInteger("faults.beds", 4);
    private static final Part PART = Part.parse(System.getProperty("faults.part", "1/1"));
    private static final int SAMPLE = Integer.getInteger("faults.sample", Integer.MAX_VALUE);
    private static final String ONLY = System.getProperty("faults.only", "");

    @Test
    void whateverGoesWrongOnceTheVolumeComesHomeAndTheThreadTellsItOnce() throws Exception {
        String bot = Fingerprint.ofBot();
        Ledger ledger = Ledger.open(Files.createDirectories(FOLDER).resolve("points.tsv"), bot);
        List<Point> all = recorded().stream()
                .flatMap(place -> Point.at(place).stream())
                .filter(point -> point.name().contains(ONLY))
                .toList();
        List<Point> points = new Sample(SAMPLE).of(PART.of(all));
        // Those that take longest first, so that not all wait for one in the end.
        List<Point> open = points.stream()
                .filter(point -> !ledger.isHome(point))
                .sorted(Comparator.comparing(point -> point.trouble() != Trouble.DELAY))
                .toList();
        System.out.printf("%d points, of them %d to be met, %d still%n", all.size(), points.size(), open.size());

        Instant begun = Instant.now();
        new Round(open, ledger).run(BEDS);
        Duration took = Duration.between(begun, Instant.now());
        System.out.printf("%.1f s a point on %d beds%n", took.toMillis() / 1000.0 / Math.max(1, open.size()), BEDS);

        long missed = ledger.count(points, Verdict.MISSED);
        long lost = ledger.count(points, Verdict.LOST);
        long doubled = ledger.count(points, Verdict.DOUBLED);
        conclude(points.size() - missed, ledger.count(points, Verdict.HOME), lost, doubled);
        assertThat(points).isNotEmpty();
        assertThat(lost).as("lost").isZero();
        assertThat(doubled).as("doubled").isZero();
        assertThat(missed).as("points that never struck").isZero();
    }

    private static List<Place> recorded() throws IOException {
        try (TestBed bed = TestBed.open("recording")) {
            return Recording.common(bed.record(), bed.record());
        }
    }

    private static void conclude(long points, long home, long lost, long doubled) throws IOException {
        String line = "points=" + points + " home=" + home + " lost=" + lost + " doubled=" + doubled;
        Files.writeString(FOLDER.resolve("result.log"), line + "\n");
        System.out.println(line);
    }
}
