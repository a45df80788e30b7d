package dev.sojourn.faults;

import dev.sojourn.faults.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code points.tsv}: what was found at each point with which bot, a line each, so that a run may be broken off. */
final class Ledger {

    private final Path file;
    private final String bot;
    private final Map<String, Verdict> found = new LinkedHashMap<>();

    private Ledger(Path file, String bot) {
        this.file = file;
        this.bot = bot;
    }

    /** @param bot the fingerprint of the bot that is tried; findings about any other one do not count */
    static Ledger open(Path file, String bot) throws IOException {
        Ledger ledger = new Ledger(file, bot);
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= 4 && cells[0].equals(bot)) {
                ledger.found.put(cells[1], Verdict.valueOf(cells[2]));
            }
        }
        return ledger;
    }

    synchronized boolean isHome(Point point) {
        return found.get(point.name()) == Verdict.HOME;
    }

    synchronized void note(Point point, Finding finding) throws IOException {
        found.put(point.name(), finding.verdict());
        String line = String.join(
                "\t",
                bot,
                point.name(),
                finding.verdict().name(),
                String.format(Locale.ROOT, "%.1f", finding.seconds()),
                finding.detail().replace('\t', ' ').replace('\n', ' '));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** How many of these points were found to be so. */
    synchronized long count(List<Point> points, Verdict verdict) {
        return points.stream()
                .filter(point -> found.get(point.name()) == verdict)
                .count();
    }
}
